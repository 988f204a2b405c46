package io.sluice.testkit.sample;

import java.math.BigDecimal;

/** A price in tenths of a euro and how many were sold at it. */
record Offer(int priceTenths, int sales) {

  int revenueTenths() {
    return priceTenths * sales;
  }

  BigDecimal price() {
    return BigDecimal.valueOf(priceTenths, 1);
  }

  Offer withSales(int changed) {
    return new Offer(priceTenths, changed);
  }
}
