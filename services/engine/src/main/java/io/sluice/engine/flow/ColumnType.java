package io.sluice.engine.flow;

/** The types a contract's columns and a flow's parameters may have. */
public sealed interface ColumnType {

  /** The type as it is written in flow.yaml and in DuckDB's SQL, {@code decimal(10,2)}. */
  String sql();

  /** A type without arguments. */
  enum Simple implements ColumnType {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    VARCHAR,
    DATE,
    TIMESTAMP;

    @Override
    public String sql() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An exact decimal of {@code precision} digits, {@code scale} of them behind the point. */
  record Decimal(int precision, int scale) implements ColumnType {
    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal(%d,%d): precision is 1 to 38, scale 0 to precision"
                .formatted(precision, scale));
      }
    }

    @Override
    public String sql() {
      return "decimal(%d,%d)".formatted(precision, scale);
    }
  }
}
