package io.sluice.testkit.sample;

/**
 * A wine on sale in the web shop.
 *
 * @param imageSales what the shop's export wrongly shows on the row of the wine's image
 */
record Wine(String sku, String title, Offer offer, int imageSales) {}
