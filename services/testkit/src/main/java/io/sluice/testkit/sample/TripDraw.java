package io.sluice.testkit.sample;

import io.sluice.testkit.sample.Trip.Fare;
import io.sluice.testkit.sample.Trip.Meter;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Random;

/** Draws trips of a month. Not thread-safe. */
final class TripDraw {

  private static final int[] BUSY_ZONES = {41, 42, 74, 75, 82, 95, 97, 116, 166, 244};
  private static final int ZONES = 265;
  private static final int CONGESTION = 275;
  private static final int TOLL = 655;
  private static final int SECONDS_A_DAY = 86_400;

  private final Random random;
  private final YearMonth month;

  TripDraw(Random random, YearMonth month) {
    this.random = random;
    this.month = month;
  }

  /** A trip that a cab's meter noted. */
  Trip metered() {
    int miles = hundredthMiles();
    var start = start();
    boolean card = chance(52);
    int base = 300 + 50 * (miles / 20);
    var fare =
        new Fare(
            base,
            start.getHour() >= 20 || start.getHour() < 6 ? 50 : 0,
            50,
            card && chance(70) ? base * (10 + random.nextInt(16)) / 100 : 0,
            chance(4) ? TOLL : 0,
            30,
            chance(20) ? CONGESTION : 0);
    var meter =
        new Meter(
            chance(85) ? 2 : 1,
            chance(1),
            chance(96) ? 1 : 5,
            1 + random.nextInt(chance(20) ? 6 : 1),
            card ? 1 : 2,
            chance(96) ? 1 : 2);
    return trip(start, miles, 45 + random.nextInt(15), fare, Optional.of(meter));
  }

  /** A trip that a dispatcher reported: by the minute, without vendor, payment and type. */
  Trip dispatched() {
    int miles = hundredthMiles();
    var fare =
        new Fare(
            500 + miles * 2 + random.nextInt(400),
            0,
            0,
            chance(30) ? CONGESTION : 0,
            chance(8) ? TOLL : 0,
            30,
            chance(15) ? CONGESTION : 0);
    return trip(start().withSecond(0), miles, 60, fare, Optional.empty());
  }

  private Trip trip(
      LocalDateTime start, int hundredthMiles, int secondsUnit, Fare fare, Optional<Meter> meter) {
    int units = 2 + hundredthMiles / 30 + random.nextInt(5);
    return new Trip(
        start,
        start.plusSeconds((long) units * secondsUnit),
        zone(),
        zone(),
        hundredthMiles,
        fare,
        meter);
  }

  private LocalDateTime start() {
    return month
        .atDay(1 + random.nextInt(month.lengthOfMonth()))
        .atStartOfDay()
        .plusSeconds(random.nextInt(SECONDS_A_DAY));
  }

  /** Most trips are short; a few meters note none at all. */
  private int hundredthMiles() {
    return chance(3) ? 0 : 20 + (int) (-StrictMath.log(1 - random.nextDouble()) * 280);
  }

  private int zone() {
    return chance(60) ? BUSY_ZONES[random.nextInt(BUSY_ZONES.length)] : 1 + random.nextInt(ZONES);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
