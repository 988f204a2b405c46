package io.sluice.cli.look;

import io.sluice.cli.Console;
import io.sluice.cli.ExitStatus;
import io.sluice.cli.Installation;
import io.sluice.cli.InstallationOptions;
import io.sluice.cli.Services;
import io.sluice.cli.Target;
import io.sluice.cli.history.ResultTopic;
import io.sluice.cli.view.ResultJson;
import io.sluice.cli.view.ResultLine;
import io.sluice.engine.run.RunResult;
import io.sluice.wire.TailReader;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "results",
    description = "Prints the results that subscribers read: publications and rejections.",
    mixinStandardHelpOptions = true)
public final class ResultsCommand implements Callable<Integer> {

  private final Console console;
  private final Supplier<Services> services;
  private final CountDownLatch unread = new CountDownLatch(1);

  @Option(
      names = "--follow",
      description = "Stay, and print what comes; without it, print those there are and end.")
  private boolean follow;

  @Option(names = "--from-beginning", description = "With --follow: print those there are first.")
  private boolean fromBeginning;

  @Option(names = "--flow", paramLabel = "FLOW", description = "Only results of this flow.")
  private @Nullable String flow;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "Only results whose slice has this parameter; may be repeated.")
  private Map<String, String> slice = Map.of();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private InstallationOptions where = new InstallationOptions();

  public ResultsCommand(Console console, Supplier<Services> services) {
    this.console = console;
    this.services = services;
  }

  @Override
  public Integer call() {
    try (Installation installation = services.get().installation(target())) {
      ResultTopic results = new ResultTopic(installation.kafka());
      if (follow) {
        follow(results);
      } else {
        results.read(this::print);
      }
    }
    return ExitStatus.GOOD;
  }

  private Target target() {
    return follow ? where.runningTarget() : where.target();
  }

  /** Returns when it is interrupted, or when nobody reads any more. */
  private void follow(ResultTopic results) {
    try (TailReader _ = results.follow(fromBeginning, this::print)) {
      console.say("Waiting for results; stop with Ctrl-C.");
      unread.await();
    } catch (InterruptedException e) {
      console.say("Stopped.");
    }
  }

  private void print(RunResult result) {
    if ((flow == null || flow.equals(result.run().flow())) && result.subject().isOf(slice)) {
      console.print((json ? ResultJson.of(result) : ResultLine.of(result)) + "\n");
    }
    if (console.out().checkError()) {
      unread.countDown();
    }
  }
}
