package io.sluice.work.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The distinct texts of a workbook, in memory. */
final class SharedStrings {
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final List<String> texts;

  private SharedStrings(List<String> texts) {
    this.texts = texts;
  }

  static SharedStrings none() {
    return new SharedStrings(List.of());
  }

  static SharedStrings read(Xml xml, IngestLimits limits) throws IOException, RefusedFileException {
    var texts = new ArrayList<String>();
    long chars = 0;
    while (xml.next()) {
      if (xml.starts("si")) {
        String text = item(xml, "si");
        chars += text.length();
        texts.add(text);
        mustHold(texts.size(), chars, limits);
      }
    }
    return new SharedStrings(texts);
  }

  private static void mustHold(int count, long chars, IngestLimits limits)
      throws RefusedFileException {
    if (count > limits.sharedStrings() || chars > limits.sharedChars()) {
      throw new RefusedFileException(
          " holds more distinct texts than allowed (%,d texts, %,d characters)."
              .formatted(limits.sharedStrings(), limits.sharedChars()));
    }
  }

  /** The text of a string item up to its end, without the phonetic hints of East Asian texts. */
  static String item(Xml xml, String element) throws IOException, RefusedFileException {
    var text = new StringBuilder();
    boolean phonetic = false;
    while (xml.next() && !xml.ends(element)) {
      if (xml.starts("rPh")) {
        phonetic = true;
      } else if (xml.ends("rPh")) {
        phonetic = false;
      } else if (xml.starts("t") && !phonetic) {
        xml.addText(text);
      }
    }
    return unescaped(text.toString());
  }

  /** ISO 29500's ST_Xstring: {@code _x000D_} stands for a character that XML cannot hold. */
  static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPE
            .matcher(text)
            .replaceAll(
                match ->
                    java.util.regex.Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(match.group(1), 16))))
        : text;
  }

  String at(String index) throws RefusedFileException {
    try {
      return texts.get(Integer.parseInt(index.strip()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new RefusedFileException(
          " is damaged: a cell points to a text that is not there. Open it, save it as .xlsx and"
              + " send it again.");
    }
  }
}
