package io.sluice.work.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an .xlsx package (ISO 29500-2), each bounded while it is read.
 *
 * <p>Read by hand rather than with a workbook library: the streaming one at hand loses the error of
 * a formula cell, misreads {@code date1904="1"}, and takes memory without bound for a cell
 * reference or text index that lies.
 */
final class Workbook implements AutoCloseable {

  /** A sheet and the part that holds it. */
  record SheetPart(String name, String part) {}

  private final ZipFile zip;
  private final IngestLimits limits;
  private final List<SheetPart> sheets = new ArrayList<>();
  private @Nullable String sharedStringsPart;
  private boolean date1904;

  Workbook(Path path, IngestLimits limits) throws IOException, RefusedFileException {
    this.zip = new ZipFile(path.toFile());
    this.limits = limits;
    try {
      readStructure();
    } catch (IOException | RefusedFileException e) {
      zip.close();
      throw e;
    }
  }

  List<SheetPart> sheets() {
    return List.copyOf(sheets);
  }

  /** Whether days count from 1904-01-01 rather than from 1900. */
  boolean date1904() {
    return date1904;
  }

  SharedStrings sharedStrings() throws IOException, RefusedFileException {
    if (sharedStringsPart == null) {
      return SharedStrings.none();
    }
    try (Xml xml = open(sharedStringsPart)) {
      return SharedStrings.read(xml, limits);
    }
  }

  Xml open(String part) throws IOException {
    return new Xml(stream(part), limits);
  }

  private InputStream stream(String part) throws IOException {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      throw new FileNotFoundException(part);
    }
    return new BoundedInput(zip.getInputStream(entry), entry.getCompressedSize(), limits);
  }

  private void readStructure() throws IOException, RefusedFileException {
    String book = relations("", "").getOrDefault("officeDocument", "xl/workbook.xml");
    if (book.endsWith(".bin")) {
      throw new RefusedFileException(
          " is a binary workbook (.xlsb). Save it as .xlsx and send it again.");
    }
    if (zip.getEntry(book) == null) {
      throw new RefusedFileException(
          " is a zip archive that holds no workbook; a workbook (.xlsx) is expected.");
    }
    int slash = book.lastIndexOf('/') + 1;
    Map<String, String> relations = relations(book.substring(0, slash), book.substring(slash));
    sharedStringsPart = relations.get("sharedStrings");
    try (Xml xml = open(book)) {
      while (xml.next()) {
        if (xml.starts("workbookPr")) {
          String value = xml.attribute("date1904");
          date1904 = "1".equals(value) || "true".equals(value);
        } else if (xml.starts("sheet")) {
          addSheet(xml, relations);
        }
      }
    }
  }

  private void addSheet(Xml xml, Map<String, String> relations) {
    String name = xml.attribute("name");
    String part = relations.get("#" + xml.attribute("id"));
    if (name != null && part != null) {
      sheets.add(new SheetPart(name, part));
    }
  }

  /** Targets by the last word of their type, and by {@code #} and their id. */
  private Map<String, String> relations(String folder, String name)
      throws IOException, RefusedFileException {
    var targets = new HashMap<String, String>();
    String part = folder + "_rels/" + name + ".rels";
    if (zip.getEntry(part) == null) {
      return targets;
    }
    try (Xml xml = open(part)) {
      while (xml.next()) {
        String target = xml.starts("Relationship") ? xml.attribute("Target") : null;
        String type = target == null ? null : xml.attribute("Type");
        if (target != null && type != null && !"External".equals(xml.attribute("TargetMode"))) {
          String resolved = resolved(folder, target);
          targets.put(type.substring(type.lastIndexOf('/') + 1), resolved);
          targets.put("#" + xml.attribute("Id"), resolved);
        }
      }
    }
    return targets;
  }

  private static String resolved(String folder, String target) throws RefusedFileException {
    try {
      return URI.create("/" + folder).resolve(target).getPath().substring(1);
    } catch (IllegalArgumentException e) {
      throw new RefusedFileException(" is damaged: a part has an impossible name.");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
