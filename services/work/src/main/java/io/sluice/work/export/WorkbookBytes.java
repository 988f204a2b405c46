package io.sluice.work.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes the clock out of a workbook, so that the same content gives the same bytes. */
final class WorkbookBytes {

  private static final String PROPERTIES = "docProps/core.xml";
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final String EPOCH = "2000-01-01T00:00:00Z";

  // a local time, since zip entries have no zone: the same bytes in every zone
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private WorkbookBytes() {}

  static void settle(Path raw, Path target) throws IOException {
    try (ZipFile in = new ZipFile(raw.toFile());
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        ZipOutputStream out = new ZipOutputStream(file, UTF_8)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        copy(in, entry, out);
      }
    }
  }

  private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(ENTRY_TIME);
    out.putNextEntry(copy);
    try (InputStream content = in.getInputStream(entry)) {
      if (entry.getName().equals(PROPERTIES)) {
        out.write(withoutClock(content).getBytes(UTF_8));
      } else {
        content.transferTo(out);
      }
    }
    out.closeEntry();
  }

  private static String withoutClock(InputStream properties) throws IOException {
    String xml = new String(properties.readAllBytes(), UTF_8);
    return INSTANT.matcher(xml).replaceAll(EPOCH);
  }
}
