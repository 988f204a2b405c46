package io.sluice.testkit.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A month of taxi trips, invented, in the layout of New York's commission and with its quirks:
 * CRLF, columns that are always or mostly empty, distances without a leading zero, fares taken
 * back, meters with a wrong clock, a trip that ends before it begins, a distance around the world.
 * The same seed gives the same content everywhere.
 */
public final class TaxiSample {

  /** The seed of the sample that lies beside the flow. */
  public static final long SEED = 20_261_101;

  /** The month that the trips are of. */
  public static final YearMonth MONTH = YearMonth.of(2026, 10);

  private static final String HEADER =
      "VendorID,lpep_pickup_datetime,lpep_dropoff_datetime,store_and_fwd_flag,RatecodeID,"
          + "PULocationID,DOLocationID,passenger_count,trip_distance,fare_amount,extra,mta_tax,"
          + "tip_amount,tolls_amount,ehail_fee,improvement_surcharge,total_amount,payment_type,"
          + "trip_type,congestion_surcharge";
  private static final int METERED = 250;
  private static final int TAKEN_BACK = 6;
  private static final int DISPATCHED = 140;
  private static final int AROUND_THE_WORLD = 2_490_100;

  private final List<Trip> trips;

  /** A sample drawn from {@code seed}. */
  public TaxiSample(long seed) {
    var draw = new TripDraw(new Random(seed), MONTH);
    var metered = times(METERED, draw::metered);
    var odd = odd(draw);
    var takenBack = metered.stream().limit(TAKEN_BACK).map(Trip::takenBack).toList();
    trips = new ArrayList<>();
    trips.addAll(byPickup(Stream.of(metered, takenBack, odd).flatMap(List::stream)));
    trips.addAll(byPickup(times(DISPATCHED, draw::dispatched).stream()));
  }

  private static List<Trip> odd(TripDraw draw) {
    var backwards = draw.metered();
    return List.of(
        draw.metered().at(LocalDateTime.of(2009, 1, 1, 0, 3, 41)),
        draw.metered().at(MONTH.atDay(1).atStartOfDay().minusMinutes(7)),
        backwards.endingAt(backwards.pickedUp().minusSeconds(75)),
        draw.metered().over(AROUND_THE_WORLD));
  }

  private static List<Trip> times(int count, Supplier<Trip> draw) {
    return Stream.generate(draw).limit(count).toList();
  }

  private static List<Trip> byPickup(Stream<Trip> trips) {
    return trips.sorted(Comparator.comparing(Trip::pickedUp)).toList();
  }

  /** The name of the file that holds the trips of a fleet. */
  public static String fileName(String taxi) {
    return "%s_tripdata_%s.csv.gz".formatted(taxi, MONTH);
  }

  /** The file, unpacked. */
  public String csv() {
    return Stream.concat(Stream.of(HEADER), trips.stream().map(Trip::line))
        .map(line -> line + "\r\n")
        .collect(Collectors.joining());
  }

  /**
   * Writes the packed file into {@code folder}, which is made if absent.
   *
   * @param taxi the fleet that the trips are said to be of, {@code green}
   * @throws IOException when the folder cannot be written
   */
  public void writeTo(Path folder, String taxi) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(csv().getBytes(StandardCharsets.US_ASCII));
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve(fileName(taxi)), packed.toByteArray());
  }

  /**
   * Writes the green cabs' sample of {@link #SEED} into the folder that the only argument names.
   */
  public static void main(String[] args) throws IOException {
    new TaxiSample(SEED).writeTo(Path.of(args[0]), "green");
  }
}
