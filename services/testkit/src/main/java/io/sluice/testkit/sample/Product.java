package io.sluice.testkit.sample;

import java.math.BigDecimal;

/**
 * A product of the stock system.
 *
 * @param idWeb the sku of its page in the web shop, empty when it has none
 */
record Product(int id, String idWeb, BigDecimal price, boolean onSale, int stock) {}
