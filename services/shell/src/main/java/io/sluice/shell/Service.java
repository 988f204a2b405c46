package io.sluice.shell;

/** A service that was started. */
public interface Service extends AutoCloseable {

  /** Whether it does its part now. */
  boolean isReady();

  /** Finishes what is under way within seconds, or hands it back. */
  @Override
  void close();
}
