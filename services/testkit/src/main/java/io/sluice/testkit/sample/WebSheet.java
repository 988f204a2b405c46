package io.sluice.testkit.sample;

import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The web shop's export: a row for each wine, one for its image, and rows that hold nothing. */
final class WebSheet {

  static final List<String> COLUMNS =
      List.of(
          "sku",
          "virtual",
          "downloadable",
          "rating_count",
          "average_rating",
          "total_sales",
          "tax_status",
          "tax_class",
          "post_author",
          "post_date",
          "post_date_gmt",
          "post_content",
          "post_title",
          "post_excerpt",
          "post_status",
          "comment_status",
          "ping_status",
          "post_password",
          "post_name",
          "post_modified",
          "post_modified_gmt",
          "post_content_filtered",
          "post_parent",
          "guid",
          "menu_order",
          "post_type",
          "post_mime_type",
          "comment_count");

  private static final List<String> ZEROS =
      List.of(
          "virtual",
          "downloadable",
          "rating_count",
          "average_rating",
          "post_parent",
          "menu_order",
          "comment_count");
  private static final int EMPTY_ROWS = 83;
  private static final ZoneId SHOP = ZoneId.of("Europe/Paris");
  private static final LocalDateTime OPENING = LocalDateTime.of(2023, 3, 1, 9, 0);
  private static final LocalDateTime REVISION = LocalDateTime.of(2026, 9, 1, 9, 0);

  private final Random random;
  private final WineNames names;

  WebSheet(Random random) {
    this.random = random;
    this.names = new WineNames(random);
  }

  List<List<Cell>> rows(List<Wine> wines) {
    var rows = new ArrayList<List<Cell>>();
    for (var wine : wines) {
      var post = post(wine.title());
      rows.add(row(product(post, wine.sku(), wine.offer().sales())));
      rows.add(row(image(post, wine)));
    }
    rows.add(row(product(post(names.title()), "", 3)));
    rows.add(row(product(post(names.title()), "", 10)));
    for (int i = 0; i < EMPTY_ROWS; i++) {
      rows.add(row(zeros(ZEROS.subList(0, 3))));
    }
    Collections.shuffle(rows, random);
    rows.addFirst(COLUMNS.stream().map(Cell::text).toList());
    return rows;
  }

  /** What a wine's row and its image's row have in common. */
  private Map<String, Cell> post(String title) {
    var post = zeros(ZEROS);
    var published = OPENING.plusSeconds(random.nextInt(3 * 365 * 86_400));
    var modified = REVISION.plusSeconds(random.nextInt(30 * 86_400));
    post.put("post_author", Cell.number(2));
    post.put("post_date", new Cell.Instant(published));
    post.put("post_date_gmt", new Cell.Instant(gmt(published)));
    post.put("post_title", Cell.text(title));
    post.put("post_status", Cell.text("publish"));
    post.put("comment_status", Cell.text("closed"));
    post.put("ping_status", Cell.text("closed"));
    post.put("post_name", Cell.text(slug(title)));
    post.put("post_modified", new Cell.Instant(modified));
    post.put("post_modified_gmt", new Cell.Instant(gmt(modified)));
    return post;
  }

  private Map<String, Cell> product(Map<String, Cell> post, String sku, int sales) {
    var row = new HashMap<>(post);
    row.put("sku", Cell.typed(sku));
    row.put("total_sales", Cell.number(sales));
    row.put("tax_status", Cell.text("taxable"));
    row.put("post_excerpt", Cell.text(names.description()));
    row.put("guid", Cell.text("https://cave.example/?post_type=product&#038;p=" + sku));
    row.put("post_type", Cell.text("product"));
    return row;
  }

  private static Map<String, Cell> image(Map<String, Cell> post, Wine wine) {
    var row = new HashMap<>(post);
    row.put("sku", Cell.typed(wine.sku()));
    row.put("total_sales", Cell.number(wine.imageSales()));
    row.put("guid", Cell.text("https://cave.example/images/" + slug(wine.title()) + ".jpg"));
    row.put("post_type", Cell.text("attachment"));
    row.put("post_mime_type", Cell.text("image/jpeg"));
    return row;
  }

  private static Map<String, Cell> zeros(List<String> columns) {
    var row = new HashMap<String, Cell>();
    columns.forEach(column -> row.put(column, Cell.number(0)));
    return row;
  }

  private static List<Cell> row(Map<String, Cell> cells) {
    return COLUMNS.stream().map(column -> cells.getOrDefault(column, Cell.empty())).toList();
  }

  private static LocalDateTime gmt(LocalDateTime local) {
    return LocalDateTime.ofInstant(local.atZone(SHOP).toInstant(), ZoneOffset.UTC);
  }

  private static String slug(String title) {
    return Normalizer.normalize(title.replace("&amp;", ""), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }
}
