package io.sluice.testkit.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** The month's figures, computed from the workbooks by plain Java, apart from the flow's SQL. */
record WineMonth(
    List<Map<String, String>> erp,
    List<Map<String, String>> web,
    List<Map<String, String>> liaison) {

  private record Sale(BigDecimal price, BigDecimal revenue) {}

  static WineMonth read(Map<String, byte[]> workbooks) throws IOException {
    return new WineMonth(
        rows(workbooks.getOrDefault("erp.xlsx", new byte[0])),
        rows(workbooks.getOrDefault("web.xlsx", new byte[0])),
        rows(workbooks.getOrDefault("liaison.xlsx", new byte[0])));
  }

  /** The figures under the names and in the writing of the flow's references. */
  Map<String, String> figures() {
    var products = web.stream().filter(isProduct()).toList();
    var sales = sales(products);
    var premium = sales.stream().filter(isPremium(sales)).toList();
    var ordinary = sales.stream().filter(isPremium(sales).negate()).toList();
    return Map.ofEntries(
        Map.entry("erp_rows", "" + erp.size()),
        Map.entry("web_rows", "" + web.size()),
        Map.entry("liaison_rows", "" + liaison.size()),
        Map.entry("erp_clean", "" + distinct(erp, "product_id")),
        Map.entry("erp_prices", sum(erp.stream().map(WineMonth::price).toList())),
        Map.entry("liaison_clean", "" + distinct(liaison, "product_id")),
        Map.entry("web_filtered", "" + count(web, row -> row.containsKey("sku"))),
        Map.entry("web_clean", "" + distinct(products, "sku")),
        Map.entry("sales", "" + sales.size()),
        Map.entry("ca_total", sum(sales.stream().map(Sale::revenue).toList())),
        Map.entry("premium", "" + premium.size()),
        Map.entry("ordinaires", "" + ordinary.size()),
        Map.entry("ca_premium", sum(premium.stream().map(Sale::revenue).toList())),
        Map.entry("ca_ordinaires", sum(ordinary.stream().map(Sale::revenue).toList())));
  }

  static long count(List<Map<String, String>> rows, Predicate<Map<String, String>> holds) {
    return rows.stream().filter(holds).count();
  }

  private static Predicate<Map<String, String>> isProduct() {
    return row -> row.containsKey("sku") && "product".equals(row.get("post_type"));
  }

  private List<Sale> sales(List<Map<String, String>> products) {
    var salesBySku = new HashMap<String, BigDecimal>();
    products.forEach(row -> salesBySku.put(text(row, "sku"), number(row, "total_sales")));
    var skuByProduct = new HashMap<String, String>();
    liaison.forEach(row -> skuByProduct.put(text(row, "product_id"), text(row, "id_web")));
    var sales = new ArrayList<Sale>();
    for (var row : erp) {
      var units = salesBySku.get(skuByProduct.getOrDefault(text(row, "product_id"), ""));
      if (units != null) {
        sales.add(new Sale(price(row), price(row).multiply(units)));
      }
    }
    return sales;
  }

  private static Predicate<Sale> isPremium(List<Sale> sales) {
    double mean =
        sales.stream().mapToDouble(sale -> sale.price().doubleValue()).sum() / sales.size();
    double squares =
        sales.stream().mapToDouble(sale -> Math.pow(sale.price().doubleValue() - mean, 2)).sum();
    double deviation = Math.sqrt(squares / (sales.size() - 1));
    return sale -> (sale.price().doubleValue() - mean) / deviation > 2;
  }

  private static BigDecimal price(Map<String, String> row) {
    return number(row, "price").setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal number(Map<String, String> row, String column) {
    return new BigDecimal(text(row, column));
  }

  private static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static String sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2).toPlainString();
  }

  private static long distinct(List<Map<String, String>> rows, String column) {
    return rows.stream().map(row -> text(row, column)).distinct().count();
  }

  /** The rows below the header: the cells that are there, by column, as the file writes them. */
  private static List<Map<String, String>> rows(byte[] workbook) throws IOException {
    try (var open = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      var rows = open.getFirstSheet().read();
      var header = cells(rows.getFirst());
      return rows.stream().skip(1).map(row -> named(header, cells(row))).toList();
    }
  }

  private static Map<Integer, String> cells(Row row) {
    var cells = new HashMap<Integer, String>();
    row.stream()
        .filter(cell -> cell != null && cell.getRawValue() != null)
        .forEach(cell -> cells.put(cell.getColumnIndex(), cell.getRawValue()));
    return cells;
  }

  private static Map<String, String> named(
      Map<Integer, String> header, Map<Integer, String> cells) {
    var row = new HashMap<String, String>();
    cells.forEach((column, value) -> row.put(header.getOrDefault(column, "?"), value));
    return row;
  }
}
