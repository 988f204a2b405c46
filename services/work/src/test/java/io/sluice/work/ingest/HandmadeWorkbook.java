package io.sluice.work.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An .xlsx package part by part, so that a test can make what no honest program writes. */
final class HandmadeWorkbook {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, String> sheets = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();
  private String properties = "";
  private String prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  /** Adds a sheet of rows that are {@code <row>} elements. */
  HandmadeWorkbook sheet(String name, String... rows) {
    sheets.put(name, String.join("", rows));
    return this;
  }

  HandmadeWorkbook sharedText(String text) {
    texts.add(text);
    return this;
  }

  HandmadeWorkbook since1904() {
    properties = "<workbookPr date1904=\"1\"/>";
    return this;
  }

  HandmadeWorkbook prolog(String text) {
    prolog = text;
    return this;
  }

  static String row(int number, String... cells) {
    return "<row r=\"%d\">%s</row>".formatted(number, String.join("", cells));
  }

  static String text(String reference, String text) {
    return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(reference, text);
  }

  static String number(String reference, String number) {
    return cell(reference, "n", number);
  }

  static String cell(String reference, String type, String value) {
    return "<c r=\"%s\" t=\"%s\"><v>%s</v></c>".formatted(reference, type, value);
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      part(zip, "_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
      part(zip, "xl/workbook.xml", workbook());
      part(zip, "xl/_rels/workbook.xml.rels", sheetRelations());
      part(zip, "xl/sharedStrings.xml", sharedStrings());
      int number = 0;
      for (String rows : sheets.values()) {
        part(
            zip,
            "xl/worksheets/sheet%d.xml".formatted(++number),
            prolog
                + "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData></worksheet>"
                    .formatted(MAIN, rows));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private String workbook() {
    return "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
        .formatted(MAIN, RELATIONS, properties, numbered());
  }

  private String numbered() {
    var list = new StringBuilder();
    int number = 0;
    for (String name : sheets.keySet()) {
      list.append("<sheet name=\"%s\" r:id=\"rId%d\"/>".formatted(name, ++number));
    }
    return list.toString();
  }

  private String sheetRelations() {
    var list = new StringBuilder(relation("rIdT", "sharedStrings", "sharedStrings.xml"));
    for (int number = 1; number <= sheets.size(); number++) {
      list.append(
          relation("rId" + number, "worksheet", "worksheets/sheet%d.xml".formatted(number)));
    }
    return "<Relationships>" + list + "</Relationships>";
  }

  private static String relations(String type, String target) {
    return "<Relationships>" + relation("rId1", type, target) + "</Relationships>";
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATIONS, type, target);
  }

  private String sharedStrings() {
    var list = new StringBuilder();
    texts.forEach(text -> list.append("<si><t>").append(text).append("</t></si>"));
    return "<sst xmlns=\"%s\">%s</sst>".formatted(MAIN, list);
  }

  private static void part(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
