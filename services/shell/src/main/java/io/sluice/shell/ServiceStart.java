package io.sluice.shell;

/** How a service is started from its settings. */
@FunctionalInterface
public interface ServiceStart {

  /**
   * Returns when the service does its part.
   *
   * @throws ServiceStartException if it cannot; the message says what to do
   */
  Service start(ServiceSettings settings, WorkMeter meter) throws InterruptedException;
}
