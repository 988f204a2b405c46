package io.sluice.work.transform;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of DuckDB's types in Parquet. */
final class ParquetType {

  private static final Set<String> KEPT =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "VARCHAR",
          "DATE",
          "TIMESTAMP");

  private static final String EXACT = "DECIMAL(38,0)";

  /**
   * What is quoted, or the name of a 128-bit integer; a field of that name has a blank after it.
   */
  private static final Pattern WIDE =
      Pattern.compile("\"(?:[^\"]|\"\")*+\"|'(?:[^']|'')*+'|\\bU?HUGEINT\\b(?! )");

  private ParquetType() {}

  /**
   * The type to cast to before values are written: 128-bit integers, which sums of integers are, as
   * exact decimals, in lists and structs too. DuckDB would write them as doubles.
   *
   * @param type as DuckDB spells it
   */
  static String exact(String type) {
    return WIDE.matcher(type)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().endsWith("HUGEINT") ? EXACT : found.group()));
  }

  /** Whether Parquet gives a column back with the very type that it was written with. */
  static boolean isKept(String type) {
    return KEPT.contains(type) || type.startsWith("DECIMAL(");
  }
}
