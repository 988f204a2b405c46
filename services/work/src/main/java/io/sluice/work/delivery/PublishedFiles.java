package io.sluice.work.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads what was delivered. Addresses are relative and the same on every machine. Thread-safe. */
public interface PublishedFiles {

  /** Where people find an address: a path or a URI. */
  String place(String address);

  /**
   * A file's bytes.
   *
   * @throws IOException also if there is no such file, or the address leads elsewhere
   */
  InputStream open(String address) throws IOException;

  /**
   * The versions that are there as a whole, in order.
   *
   * @param address of the versions: {@code <flow>/<slice>/<period>}
   */
  List<Integer> versions(String address) throws IOException;
}
