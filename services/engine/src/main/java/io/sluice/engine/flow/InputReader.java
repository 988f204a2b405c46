package io.sluice.engine.flow;

import io.sluice.engine.flow.Contract.OnBadRow;
import io.sluice.engine.flow.Contract.OtherColumns;
import io.sluice.engine.flow.PeriodRule.Every;
import java.util.List;
import java.util.Optional;

/** Reads {@code inputs}. */
final class InputReader {

  private static final int MOST_BAD_ROWS = 999_999_999;
  private static final int USUAL_BAD_ROWS = 100;

  private InputReader() {}

  static List<Input> read(Fields flow, Every every, RunRules rules) {
    Fields inputs = Section.of(flow, "inputs");
    Names.checkStages(inputs);
    return inputs.keys().stream()
        .flatMap(name -> inputs.get(name).map(value -> input(name, value, every, rules)).stream())
        .toList();
  }

  private static Input input(String name, Value value, Every every, RunRules rules) {
    Fields fields = value.fields(FlowKeys.INPUT);
    List<String> files =
        fields.required("files").map(globs -> files(globs, every, rules)).orElse(List.of());
    return new Input(
        name,
        files,
        FormatReader.read(fields, files),
        contract(fields),
        Names.pool(fields, Stage.DEFAULT_POOL));
  }

  private static List<String> files(Value value, Every every, RunRules rules) {
    String what = "a file name or pattern such as \"erp*.xlsx\"";
    return value.oneOrMore(what).stream()
        .flatMap(item -> item.text(what).filter(glob -> isSound(item, glob, every, rules)).stream())
        .toList();
  }

  private static boolean isSound(Value value, String glob, Every every, RunRules rules) {
    Optional<String> problem = GlobSyntax.problemIn(glob, every, rules.slice());
    problem.ifPresent(value::problem);
    return problem.isEmpty();
  }

  private static Contract contract(Fields fields) {
    OnBadRow onBadRow =
        fields.get("on_bad_row").map(value -> value.oneOf(OnBadRow.class)).orElse(OnBadRow.FAIL);
    if (onBadRow == OnBadRow.FAIL && fields.has("max_bad_rows")) {
      fields.problemAt("max_bad_rows", "max_bad_rows needs \"on_bad_row: quarantine\"");
    }
    return new Contract(
        fields.required("columns").map(ColumnReader::read).orElse(List.of()),
        fields
            .get("other_columns")
            .map(value -> value.oneOf(OtherColumns.class))
            .orElse(OtherColumns.IGNORE),
        onBadRow,
        maxBadRows(fields, onBadRow));
  }

  private static long maxBadRows(Fields fields, OnBadRow onBadRow) {
    int usual = onBadRow == OnBadRow.FAIL ? 0 : USUAL_BAD_ROWS;
    return fields.get("max_bad_rows").map(value -> value.whole(0, MOST_BAD_ROWS)).orElse(usual);
  }
}
