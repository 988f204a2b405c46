package io.sluice.work.figure;

import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Figure.Measure;
import io.sluice.work.duckdb.SqlNames;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Measures figures on a connection that shows every stage as a view of its name. */
public final class FigureQuery {

  private FigureQuery() {}

  /**
   * The figure's exact value.
   *
   * @throws FigureException when the stage does not give exactly one number
   */
  public static FigureValue measure(Connection duckdb, Figure figure) {
    return new FigureValue(figure.name(), figure.label(), value(duckdb, figure), figure.unit());
  }

  /**
   * The number alone.
   *
   * @throws FigureException when the stage does not give exactly one number
   */
  public static BigDecimal value(Connection duckdb, Figure figure) {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql(figure.measure()))) {
      return onlyValue(figure, rows);
    } catch (SQLException e) {
      throw new FigureException(
          "figure %s cannot be measured on stage %s: %s"
              .formatted(figure.name(), figure.measure().stage(), firstLine(e)),
          e);
    }
  }

  private static String sql(Measure measure) {
    return switch (measure) {
      case Measure.Rows(String stage) -> "SELECT count(*) FROM " + SqlNames.identifier(stage);
      case Measure.Value(String stage, String column) ->
          "SELECT %1$s.%2$s FROM %1$s LIMIT 2"
              .formatted(SqlNames.identifier(stage), SqlNames.identifier(column));
    };
  }

  private static BigDecimal onlyValue(Figure figure, ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw refused(figure, "no row");
    }
    Object value = rows.getObject(1);
    if (rows.next()) {
      throw refused(figure, "more than one row");
    }
    return number(figure, value);
  }

  private static BigDecimal number(Figure figure, @Nullable Object value) {
    BigDecimal number =
        ExactNumber.of(value)
            .orElseThrow(
                () ->
                    refused(
                        figure,
                        value == null ? "NULL" : "'%s', which is not a number".formatted(value)));
    if (!Figure.holds(number)) {
      throw refused(figure, "%s, which is not %s".formatted(number, Figure.HOLDS));
    }
    return number;
  }

  private static FigureException refused(Figure figure, String found) {
    String place =
        switch (figure.measure()) {
          case Measure.Rows(String stage) -> "stage " + stage;
          case Measure.Value(String stage, String column) ->
              "column %s of stage %s".formatted(column, stage);
        };
    return new FigureException(
        "figure %s needs exactly one number, but %s gave %s"
            .formatted(figure.name(), place, found));
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
