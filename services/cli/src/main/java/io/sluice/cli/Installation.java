package io.sluice.cli;

import io.sluice.cli.view.RunView;
import io.sluice.wire.KafkaConnection;
import io.sluice.work.storage.Storage;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where runs happen: services of its own in this process, or some that are up already. */
public interface Installation extends AutoCloseable {

  /**
   * Runs a flow and waits for its end.
   *
   * @param progress called after each change, from one thread at a time
   * @return the run at its end; its published files can be read until this is closed
   * @throws Refusal when the flow or the order cannot be used
   */
  RunView run(RunOrder order, Consumer<RunView> progress);

  /**
   * The way to its topics, for as long as this is open.
   *
   * @throws Refusal when the services do not start
   */
  KafkaConnection kafka();

  /**
   * Where its artefacts and published files lie.
   *
   * @throws Refusal when the services do not start
   */
  Storage storage();

  /** A folder of this machine for files that nobody needs afterwards. */
  Path scratch();

  @Override
  void close();
}
