package io.sluice.testkit.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The wine merchant's three workbooks, with invented wines. They have the columns, quirks and traps
 * of real exports and the figures of {@code references/2026-10.yaml}: every sku listed twice, three
 * with sales that differ, skus that are text, rows without sku, negative prices off the web, prices
 * with the digits of a double, escaped ampersands. The same seed gives the same content everywhere.
 */
public final class BottleneckSample {

  /** The seed of the sample that lies beside the flow. */
  public static final long SEED = 20_261_015;

  private static final int COMPUTED_PRICES = 90;

  private final Assortment assortment;
  private final List<List<Cell>> web;

  /** A sample drawn from {@code seed}. */
  public BottleneckSample(long seed) {
    var random = new Random(seed);
    assortment = Assortment.draw(random);
    web = new WebSheet(random).rows(assortment.wines());
  }

  /** The three workbooks by file name. */
  public Map<String, byte[]> workbooks() throws IOException {
    return Map.of(
        "erp.xlsx", RepeatableWorkbook.of(erp()),
        "web.xlsx", RepeatableWorkbook.of(web),
        "liaison.xlsx", RepeatableWorkbook.of(liaison()));
  }

  /**
   * Writes the three workbooks into {@code folder}, which is made if absent.
   *
   * @throws IOException when the folder cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var workbook : workbooks().entrySet()) {
      Files.write(folder.resolve(workbook.getKey()), workbook.getValue());
    }
  }

  private List<List<Cell>> erp() {
    var computed = computedPrices();
    var rows = new ArrayList<List<Cell>>();
    rows.add(header("product_id", "onsale_web", "price", "stock_quantity", "stock_status"));
    for (var product : assortment.products()) {
      rows.add(
          List.of(
              Cell.number(product.id()),
              Cell.number(product.onSale() ? 1 : 0),
              computed.contains(product.id())
                  ? Cell.computedPrice(product.price())
                  : Cell.price(product.price()),
              Cell.number(product.stock()),
              Cell.text(product.stock() > 0 ? "instock" : "outofstock")));
    }
    return rows;
  }

  /** Products whose price shows the digits of a double: those at 34.30 and the first others. */
  private Set<Integer> computedPrices() {
    var example = new BigDecimal("34.3");
    return assortment.products().stream()
        .filter(product -> !Cell.computedPrice(product.price()).equals(Cell.price(product.price())))
        .sorted(Comparator.comparing(product -> product.price().compareTo(example) != 0))
        .limit(COMPUTED_PRICES)
        .map(Product::id)
        .collect(Collectors.toSet());
  }

  private List<List<Cell>> liaison() {
    var rows = new ArrayList<List<Cell>>();
    rows.add(header("product_id", "id_web"));
    for (var product : assortment.products()) {
      rows.add(List.of(Cell.number(product.id()), Cell.typed(product.idWeb())));
    }
    return rows;
  }

  private static List<Cell> header(String... names) {
    return List.of(names).stream().map(Cell::text).toList();
  }

  /** Writes the sample of {@link #SEED} into the folder that the only argument names. */
  public static void main(String[] args) throws IOException {
    new BottleneckSample(SEED).writeTo(Path.of(args[0]));
  }
}
