package io.sluice.engine.flow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A check as the flow declares it. */
public record Check(String name, Severity severity, Assertion assertion) {

  /** Whether a failure stops the run. */
  public enum Severity {
    ERROR,
    WARN
  }

  /** What is asserted. The kinds are closed: adding one is adding a type. */
  public sealed interface Assertion {

    /** No two rows agree in all the columns. */
    record Unique(Need on, List<String> columns) implements Assertion {
      public Unique {
        columns = List.copyOf(columns);
      }
    }

    /** No row has NULL in one of the columns. */
    record NotNull(Need on, List<String> columns) implements Assertion {
      public NotNull {
        columns = List.copyOf(columns);
      }
    }

    /** The number of rows lies between the bounds, both included. */
    record RowCount(Need on, Bounds bounds) implements Assertion {}

    /** The SELECT returns no row; those it returns are the violations. */
    record Sql(List<Need> on, String file, String sql, List<String> parameters)
        implements Assertion {
      public Sql {
        on = List.copyOf(on);
        parameters = List.copyOf(parameters);
      }
    }

    /** The SELECT returns one row with one number, which lies between the bounds. */
    record Value(List<Need> on, String file, String sql, List<String> parameters, Bounds bounds)
        implements Assertion {
      public Value {
        on = List.copyOf(on);
        parameters = List.copyOf(parameters);
      }
    }

    /** Each of the figures equals the period's reference value, where there is one. */
    record References(List<String> figures) implements Assertion {
      public References {
        figures = List.copyOf(figures);
      }
    }

    /**
     * The figure lies within {@code maxRatio} (0.30 for 30 %) of its value in the current
     * publication of the period before.
     */
    record Drift(String figure, BigDecimal maxRatio) implements Assertion {}

    /** The input is there and keeps its contract; every input has this check. */
    record InputContract(String input) implements Assertion {}
  }

  /** A closed interval; a side without bound is open. Equal bounds mean one expected value. */
  public record Bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {}
}
