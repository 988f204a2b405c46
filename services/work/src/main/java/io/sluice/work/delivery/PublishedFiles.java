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
   * @throws java.io.FileNotFoundException if there is no such file, or the address leads elsewhere
   * @throws IOException also if what holds the files is not there, or cannot be reached
   */
  InputStream open(String address) throws IOException;

  /**
   * The versions that are there as a whole, in order.
   *
   * @param address of the versions: {@code <flow>/<slice>/<period>}
   */
  List<Integer> versions(String address) throws IOException;
}
