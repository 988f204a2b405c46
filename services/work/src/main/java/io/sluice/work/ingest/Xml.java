package io.sluice.work.ingest;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook, read forward. Elements are known by their local names, so that both the
 * transitional and the strict flavour of ISO 29500 are read. A document type declaration is
 * refused, and with it every entity: no program that writes workbooks makes one. Not thread-safe.
 */
final class Xml implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  private final InputStream in;
  private final XMLStreamReader reader;
  private final int cellChars;

  Xml(InputStream in, IngestLimits limits) throws IOException {
    this.in = in;
    this.cellChars = limits.cellChars();
    try {
      reader = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw ioCause(e);
    }
  }

  private static XMLInputFactory factory() {
    var factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** Goes to the next start or end of an element; false at the end of the part. */
  boolean next() throws IOException, RefusedFileException {
    while (true) {
      int event = advance();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        return false;
      }
      if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
        return true;
      }
    }
  }

  boolean starts(String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  boolean ends(String name) {
    return reader.isEndElement() && reader.getLocalName().equals(name);
  }

  /** The attribute of that local name in whatever namespace. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The text up to the end of the element that just started. */
  String text() throws IOException, RefusedFileException {
    var text = new StringBuilder();
    addText(text);
    return text.toString();
  }

  /** Adds that text to what a cell holds already. */
  void addText(StringBuilder text) throws IOException, RefusedFileException {
    int depth = 1;
    while (depth > 0) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            append(text);
        case XMLStreamConstants.END_DOCUMENT -> throw damaged();
        default -> {}
      }
    }
  }

  private void append(StringBuilder text) throws RefusedFileException {
    text.append(reader.getText());
    if (text.length() > cellChars) {
      throw new RefusedFileException(
          " holds a cell of more than the %,d characters allowed.".formatted(cellChars));
    }
  }

  // The parser answers some damaged documents with unchecked exceptions.
  private int advance() throws IOException, RefusedFileException {
    int event;
    try {
      if (!reader.hasNext()) {
        return XMLStreamConstants.END_DOCUMENT;
      }
      event = reader.next();
    } catch (XMLStreamException e) {
      throw ioCause(e);
    } catch (RuntimeException e) {
      throw damaged();
    }
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new RefusedFileException(
          " declares XML entities, which no workbook program does; they are never followed.");
    }
    return event;
  }

  private static IOException ioCause(XMLStreamException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return io;
      }
    }
    return new DamagedException(e);
  }

  private static RefusedFileException damaged() {
    return new RefusedFileException(" is damaged. Open it, save it as .xlsx and send it again.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** What stands there is no XML. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(Throwable cause) {
      super(cause);
    }
  }
}
