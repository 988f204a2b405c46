package io.sluice.engine.flow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a publication is written. The kinds are closed: adding one is adding a type. */
public sealed interface Export {

  /** The file name's ending, with its dot. */
  String ending();

  /** The stages whose data is written, or all of the flow's when empty. */
  List<String> stages();

  /** A workbook of several sheets, in order, with frozen headers. */
  record Xlsx(List<Sheet> sheets) implements Export {
    public Xlsx {
      sheets = List.copyOf(sheets);
    }

    @Override
    public String ending() {
      return ".xlsx";
    }

    @Override
    public List<String> stages() {
      return sheets.stream().map(Sheet::stage).distinct().toList();
    }
  }

  /**
   * A sheet of a workbook.
   *
   * @param formats number formats by column name, as spreadsheets write them ({@code # ##0.00});
   *     others follow from the column's type
   */
  record Sheet(String title, String stage, Map<String, String> formats) {
    public Sheet {
      // sorted: the text of a definition must not depend on a hash order
      formats = Collections.unmodifiableMap(new TreeMap<>(formats));
    }
  }

  /** UTF-8 text, RFC 4180, with a header line. */
  record Csv(String stage, char delimiter) implements Export {
    @Override
    public String ending() {
      return ".csv";
    }

    @Override
    public List<String> stages() {
      return List.of(stage);
    }
  }

  /** Apache Parquet. */
  record Parquet(String stage) implements Export {
    @Override
    public String ending() {
      return ".parquet";
    }

    @Override
    public List<String> stages() {
      return List.of(stage);
    }
  }

  /** A DuckDB database with a table a stage; all inputs and stages when {@code stages} is empty. */
  record DuckDb(List<String> stages) implements Export {
    public DuckDb {
      stages = List.copyOf(stages);
    }

    @Override
    public String ending() {
      return ".duckdb";
    }
  }

  /**
   * A self-contained page with figures, tables and charts.
   *
   * @param lang language tag of the page, which decides how numbers are written; {@code en} when
   *     the report file names none
   */
  record Html(String file, String title, String lang, List<Block> blocks) implements Export {
    public Html {
      blocks = List.copyOf(blocks);
    }

    @Override
    public String ending() {
      return ".html";
    }

    @Override
    public List<String> stages() {
      return blocks.stream().flatMap(block -> block.stage().stream()).distinct().toList();
    }
  }

  /** A part of a report page. */
  sealed interface Block {
    /** The stage whose data the block shows, if it shows data. */
    Optional<String> stage();

    /** The run's figures as tiles: the named ones, or all of the flow's when empty. */
    record Figures(List<String> figures) implements Block {
      public Figures {
        figures = List.copyOf(figures);
      }

      @Override
      public Optional<String> stage() {
        return Optional.empty();
      }
    }

    /** A paragraph of text. */
    record Text(String text) implements Block {
      @Override
      public Optional<String> stage() {
        return Optional.empty();
      }
    }

    /** The first {@code limit} rows of a stage, in the stage's order. */
    record Table(String title, String of, int limit) implements Block {
      @Override
      public Optional<String> stage() {
        return Optional.of(of);
      }
    }

    /** A chart of one column over another. */
    record Chart(String title, Kind kind, String of, String x, String y, int limit)
        implements Block {
      /** How the values are drawn. */
      public enum Kind {
        BAR,
        LINE,
        PIE
      }

      @Override
      public Optional<String> stage() {
        return Optional.of(of);
      }
    }
  }
}
