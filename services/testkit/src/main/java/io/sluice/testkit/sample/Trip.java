package io.sluice.testkit.sample;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A taxi trip.
 *
 * @param meter what the cab's meter noted; empty for a trip that a dispatcher reported
 */
record Trip(
    LocalDateTime pickedUp,
    LocalDateTime droppedOff,
    int pickupZone,
    int dropoffZone,
    int hundredthMiles,
    Fare fare,
    Optional<Meter> meter) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /**
   * What a meter notes.
   *
   * @param payment 1 card, 2 cash, 3 no charge, 4 dispute
   * @param type 1 hailed, 2 ordered
   */
  record Meter(int vendor, boolean stored, int rate, int passengers, int payment, int type) {

    Meter unpaid() {
      return new Meter(vendor, stored, rate, passengers, 3, type);
    }
  }

  /** What a trip costs, each in cents. */
  record Fare(int fare, int extra, int tax, int tip, int tolls, int improvement, int congestion) {

    int total() {
      return fare + extra + tax + tip + tolls + improvement + congestion;
    }

    /** Without its tip, each amount turned about. */
    Fare takenBack() {
      return new Fare(-fare, -extra, -tax, 0, -tolls, -improvement, -congestion);
    }
  }

  /** The line that takes the trip's fare back. */
  Trip takenBack() {
    return new Trip(
        pickedUp,
        droppedOff,
        pickupZone,
        dropoffZone,
        hundredthMiles,
        fare.takenBack(),
        meter.map(Meter::unpaid));
  }

  /** The same trip by a clock that says {@code start}. */
  Trip at(LocalDateTime start) {
    return new Trip(
        start, start.plusMinutes(12), pickupZone, dropoffZone, hundredthMiles, fare, meter);
  }

  Trip endingAt(LocalDateTime end) {
    return new Trip(pickedUp, end, pickupZone, dropoffZone, hundredthMiles, fare, meter);
  }

  Trip over(int hundredthMiles) {
    return new Trip(pickedUp, droppedOff, pickupZone, dropoffZone, hundredthMiles, fare, meter);
  }

  /** The trip as the commission writes it. */
  String line() {
    return String.join(
        ",",
        noted(Meter::vendor),
        pickedUp.format(TIME),
        droppedOff.format(TIME),
        meter.map(m -> m.stored() ? "Y" : "N").orElse(""),
        noted(Meter::rate),
        "" + pickupZone,
        "" + dropoffZone,
        noted(Meter::passengers),
        distance(),
        money(fare.fare()),
        money(fare.extra()),
        money(fare.tax()),
        money(fare.tip()),
        money(fare.tolls()),
        "",
        money(fare.improvement()),
        money(fare.total()),
        noted(Meter::payment),
        noted(Meter::type),
        // a dispatcher's total holds the surcharge, but not its column
        meter.map(_ -> money(fare.congestion())).orElse(""));
  }

  private String noted(ToIntFunction<Meter> value) {
    return meter.map(m -> "" + value.applyAsInt(m)).orElse("");
  }

  /** Two places, no zero before the point. */
  private String distance() {
    return BigDecimal.valueOf(hundredthMiles, 2).toPlainString().replaceFirst("^0\\.", ".");
  }

  /** As few places as it takes. */
  private static String money(int cents) {
    return cents == 0 ? "0" : BigDecimal.valueOf(cents, 2).stripTrailingZeros().toPlainString();
  }
}
