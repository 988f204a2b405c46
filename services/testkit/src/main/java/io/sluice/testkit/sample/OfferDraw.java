package io.sluice.testkit.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws prices and sales whose sums come out exactly.
 *
 * @param minTenths lowest price, in tenths of a euro
 * @param maxTenths highest price, in tenths of a euro
 * @param meanSales units that a wine sells, if it sells at all
 */
record OfferDraw(int minTenths, int maxTenths, double meanSales) {

  private static final int MAX_STEPS = 100_000;

  /** As many small prices as there are in a shop: few are near the highest. */
  int priceTenths(Random random) {
    return minTenths
        + (int) Math.round((maxTenths - minTenths) * StrictMath.pow(random.nextDouble(), 2.2));
  }

  /**
   * {@code count} offers behind the given ones, with a revenue of {@code revenueTenths} in all:
   * sales are added and taken away until one more bottle, sold once, makes up for the rest.
   *
   * @throws IllegalStateException when the revenue cannot be met within reasonable time
   */
  List<Offer> offers(Random random, List<Offer> given, int count, int revenueTenths) {
    var offers = new ArrayList<>(given);
    while (offers.size() < given.size() + count - 1) {
      offers.add(new Offer(priceTenths(random), sales(random)));
    }
    int rest = revenueTenths - offers.stream().mapToInt(Offer::revenueTenths).sum();
    for (int step = 0; rest < minTenths || rest > maxTenths; step++) {
      if (step == MAX_STEPS) {
        throw new IllegalStateException("no sales add up to " + revenueTenths + " tenths");
      }
      rest -= nudge(random, offers, rest);
    }
    offers.add(new Offer(rest, 1));
    return offers;
  }

  /** Sells one bottle more or less of some wine; returns by how much the revenue grew. */
  private int nudge(Random random, List<Offer> offers, int rest) {
    int index = random.nextInt(offers.size());
    var offer = offers.get(index);
    if (rest > maxTenths && offer.priceTenths() <= rest - minTenths) {
      offers.set(index, offer.withSales(offer.sales() + 1));
      return offer.priceTenths();
    }
    if (rest < minTenths && offer.sales() > 0) {
      offers.set(index, offer.withSales(offer.sales() - 1));
      return -offer.priceTenths();
    }
    return 0;
  }

  private int sales(Random random) {
    if (random.nextInt(100) < 46) {
      return 0;
    }
    return 1 + (int) (-StrictMath.log(1 - random.nextDouble()) * (meanSales - 1));
  }

  /**
   * {@code count} prices with a sum of {@code sumTenths}.
   *
   * @throws IllegalStateException when no such prices lie between the bounds
   */
  List<Integer> prices(Random random, int count, int sumTenths) {
    if (sumTenths < count * minTenths || sumTenths > count * maxTenths) {
      throw new IllegalStateException("no %d prices add up to %d".formatted(count, sumTenths));
    }
    var prices = new ArrayList<Integer>();
    while (prices.size() < count) {
      prices.add(priceTenths(random));
    }
    int rest = sumTenths - prices.stream().mapToInt(Integer::intValue).sum();
    while (rest != 0) {
      int index = random.nextInt(count);
      int changed = Math.clamp(prices.get(index) + Math.clamp(rest, -10, 10), minTenths, maxTenths);
      rest -= changed - prices.get(index);
      prices.set(index, changed);
    }
    return prices;
  }
}
