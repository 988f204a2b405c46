package io.sluice.work.figure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as JDBC gives them. */
public final class ExactNumber {

  private ExactNumber() {}

  /** The number, floating ones as they are written; empty for what is none. */
  public static Optional<BigDecimal> of(@Nullable Object value) {
    return switch (value) {
      case BigDecimal decimal -> Optional.of(decimal);
      case BigInteger whole -> Optional.of(new BigDecimal(whole));
      case Float real when Float.isFinite(real) -> Optional.of(new BigDecimal(real.toString()));
      case Double real when Double.isFinite(real) -> Optional.of(BigDecimal.valueOf(real));
      case Byte whole -> Optional.of(BigDecimal.valueOf(whole));
      case Short whole -> Optional.of(BigDecimal.valueOf(whole));
      case Integer whole -> Optional.of(BigDecimal.valueOf(whole));
      case Long whole -> Optional.of(BigDecimal.valueOf(whole));
      case null, default -> Optional.empty();
    };
  }
}
