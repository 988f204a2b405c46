package io.sluice.work.stage;

import io.sluice.engine.artefact.ArtefactKey;
import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.plan.Operation;
import io.sluice.engine.run.FailureKind;
import io.sluice.engine.run.RunEvent;
import io.sluice.engine.run.StageInput;
import io.sluice.engine.run.StageItem;
import io.sluice.work.cache.Lease;
import io.sluice.work.delivery.DeliveryException;
import io.sluice.work.duckdb.Machinery;
import io.sluice.work.duckdb.SessionHolder;
import io.sluice.work.export.ExportException;
import io.sluice.work.figure.FigureException;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.Draft;
import io.sluice.work.store.InputLostException;
import io.sluice.work.transform.SqlRefusedException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One attempt at a stage: looks whether its artefact is there, makes it if not, and says what
 * happened. It throws nothing that is the flow's or the data's fault.
 */
public final class StageWork {

  private final Workbench bench;
  private final StageItem item;
  private final Flow flow;
  private final String worker;
  private final Supplier<Instant> clock;
  private final SessionHolder session = new SessionHolder();

  public StageWork(
      Workbench bench, StageItem item, Flow flow, String worker, Supplier<Instant> clock) {
    this.bench = bench;
    this.item = item;
    this.flow = flow;
    this.worker = worker;
    this.clock = clock;
  }

  /** Ends the attempt early, from another thread. */
  public void interrupt() {
    session.interrupt();
  }

  /** That the attempt begins. */
  public RunEvent begun() {
    return new RunEvent.StageStarted(item.run(), clock.get(), item.stageAttempt(), worker);
  }

  /** That the attempt is not made; another one may go well. */
  public RunEvent givenUp(String why) {
    return failed(FailureKind.MACHINERY, true, why, List.of());
  }

  /** Does the work and says what came of it. */
  public RunEvent perform() {
    long start = System.nanoTime();
    try {
      return item.stage().delivers() ? deliver() : make(start);
    } catch (ArtefactLostException e) {
      return lost(e);
    } catch (InputRefusedException e) {
      return failed(FailureKind.INPUT, false, e.getMessage(), e.details());
    } catch (SQLException | SqlRefusedException | ExportException | FigureException e) {
      return unfinished(e);
    } catch (DeliveryException | InputLostException e) {
      return failed(FailureKind.MACHINERY, false, words(e), List.of());
    } catch (IOException e) {
      return failed(FailureKind.MACHINERY, true, words(e), List.of());
    }
  }

  private RunEvent deliver() throws IOException, ArtefactLostException {
    return new RunEvent.DeliveryCompleted(
        item.run(),
        clock.get(),
        item.stageAttempt(),
        new PublicationDelivery(bench, flow).deliver(item));
  }

  private RunEvent make(long start)
      throws IOException,
          SQLException,
          ArtefactLostException,
          InputLostException,
          InputRefusedException,
          SqlRefusedException {
    ArtefactKey key = item.key();
    Optional<ArtefactRef> there =
        bench.store().find(item.run().flow(), item.stage().name(), key.hex());
    if (there.isPresent()) {
      return completed(there.get(), start, 0, true);
    }
    long[] queryNanos = {0};
    try (Lease lease = new Lease();
        Draft draft = bench.store().begin(item.run().flow(), item.stage().name(), key, item.id())) {
      long before = System.nanoTime();
      var tables = maker(lease).make(item, flow, draft, session);
      queryNanos[0] = System.nanoTime() - before;
      ArtefactRef made = draft.commit(tables);
      return completed(made, start, queryNanos[0], false);
    } finally {
      session.release();
    }
  }

  private StageMaker maker(Lease lease) {
    return switch (Operation.of(item.stage().operation())) {
      case INGEST -> new IngestMaker(bench, lease);
      case SQL -> new SqlMaker(bench, lease);
      case XLSX, CSV, PARQUET, DUCKDB, HTML -> new ExportMaker(bench, lease);
      case DIRECTORY, SHADOW -> throw new IllegalStateException("a delivery makes no artefact");
    };
  }

  private RunEvent completed(ArtefactRef artefact, long start, long queryNanos, boolean reused) {
    return new RunEvent.StageCompleted(
        item.run(),
        clock.get(),
        item.stageAttempt(),
        worker,
        artefact,
        (System.nanoTime() - start) / 1e6,
        queryNanos / 1e6,
        reused);
  }

  private RunEvent unfinished(Exception e) {
    if (session.isInterrupted()) {
      return failed(FailureKind.TIMEOUT, true, "interrupted at its time limit", List.of());
    }
    Throwable cause = e instanceof SQLException ? e : e.getCause();
    return cause instanceof SQLException sql && mayGoWellLater(sql)
        ? failed(FailureKind.MACHINERY, true, words(e), List.of())
        : failed(FailureKind.WORK, false, words(e), List.of());
  }

  /** Memory that stages share may have been used up by another one. */
  private boolean mayGoWellLater(SQLException e) {
    return Machinery.failed(e) || (Machinery.wasFull(e) && !session.isAlone());
  }

  private RunEvent lost(ArtefactLostException e) {
    int attempt =
        item.inputs().stream()
            .filter(input -> input.artefact().key().equals(e.artefact().key()))
            .mapToInt(StageInput::attempt)
            .findFirst()
            .orElse(1);
    return new RunEvent.ArtefactLost(
        item.run(), clock.get(), e.artefact().stage(), attempt, e.artefact().key(), words(e));
  }

  private RunEvent failed(
      FailureKind kind, boolean retryable, String message, List<String> details) {
    if (item.stage().delivers()) {
      return new RunEvent.DeliveryFailed(
          item.run(), clock.get(), item.stageAttempt(), retryable, message);
    }
    return new RunEvent.StageFailed(
        item.run(), clock.get(), item.stageAttempt(), kind, retryable, message, details);
  }

  /** The first lines of a message: what people can use, without a driver's small print. */
  private static String words(Exception e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().limit(4).collect(Collectors.joining("\n"));
  }
}
