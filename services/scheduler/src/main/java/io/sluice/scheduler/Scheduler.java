package io.sluice.scheduler;

import io.sluice.engine.schedule.ScheduleKey;
import io.sluice.engine.schedule.ScheduleSighting;
import io.sluice.engine.schedule.TickPlan;
import io.sluice.engine.schedule.TickPlanner;
import io.sluice.engine.schedule.Timetable;
import io.sluice.engine.trigger.Tick;
import io.sluice.wire.EventWriter;
import io.sluice.wire.KafkaConnection;
import io.sluice.wire.codec.TriggerCodec;
import io.sluice.wire.flows.FlowsTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ticks of all flows' schedules to the triggers topic. Sleeps until the next one is due
 * or flows change. Any number may run over one installation: their ticks have the same ids.
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  /** How long a clock that was put forward can go unnoticed. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
  private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int TICKS_A_PLAN = 1_000;

  private final InstantSource clock;
  private final FlowsTopic flows;
  private final EventWriter writer;
  private final Timetables timetables;
  private final TriggerHistory history;
  private final Alarm alarm = new Alarm();
  private final CountDownLatch running = new CountDownLatch(1);
  private final Map<ScheduleKey, ScheduleSighting> unread = new HashMap<>();
  private final Thread thread;
  private volatile boolean closing;

  private Scheduler(KafkaConnection kafka, FlowsTopic flows, InstantSource clock) {
    this.clock = clock;
    this.flows = flows;
    this.writer = new EventWriter(kafka);
    this.timetables = new Timetables(flows);
    this.history = new TriggerHistory(kafka, alarm::ring);
    flows.onChange(
        () -> {
          timetables.change();
          alarm.ring();
        });
    this.thread = Thread.ofPlatform().daemon().name("scheduler").start(this::run);
  }

  /** Begins to read what was told until now, and then to tell. */
  public static Scheduler start(KafkaConnection kafka, FlowsTopic flows, InstantSource clock) {
    return new Scheduler(kafka, flows, clock);
  }

  /**
   * Waits until it has read what was told before it started; false when nothing more was read
   * within the limit.
   */
  public boolean awaitRunning(Duration limit) throws InterruptedException {
    return flows.awaitCaughtUp(limit)
        && history.awaitCaughtUp(limit)
        && running.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  public boolean isRunning() {
    return running.getCount() == 0 && thread.isAlive();
  }

  private void run() {
    try {
      if (awaitCaughtUp()) {
        running.countDown();
      }
      while (!closing) {
        sleep(tell());
      }
    } catch (InterruptedException e) {
      LOG.atTrace().log("Woken to close");
    }
  }

  private boolean awaitCaughtUp() throws InterruptedException {
    boolean caughtUp = false;
    while (!closing && !caughtUp) {
      caughtUp = flows.awaitCaughtUp(RETRY) && history.awaitCaughtUp(RETRY);
    }
    return caughtUp;
  }

  /** Tells what is due; returns how long nothing more is. */
  private Duration tell() throws InterruptedException {
    try {
      Collection<Timetable> current = timetables.current();
      Instant now = clock.instant();
      TickPlan plan =
          history.ask(watermarks -> TickPlanner.plan(current, watermarks, now, TICKS_A_PLAN));
      tell(plan.ticks());
      sight(plan.sightings(), now);
      Duration longest = unread.isEmpty() ? LONGEST_SLEEP : READ_BACK_WITHIN;
      return plan.next()
          .map(next -> Duration.between(now, next))
          .filter(time -> time.compareTo(longest) < 0)
          .orElse(longest);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("Ticks cannot be told; trying again");
      return RETRY;
    }
  }

  private void tell(List<Tick> ticks)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (ticks.isEmpty()) {
      return;
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Tick tick : ticks) {
      sent.add(writer.trigger(tick.flow(), TriggerCodec.record(tick)));
    }
    await(sent);
    history.told(ticks);
    LOG.atInfo()
        .addKeyValue("ticks", ticks.size())
        .addKeyValue("flow", ticks.getLast().flow())
        .addKeyValue("schedule", ticks.getLast().schedule())
        .addKeyValue("planned", ticks.getLast().planned())
        .log("Told ticks");
  }

  /** Tells of schedules that changed, each again only when it is not read back in time. */
  private void sight(List<ScheduleSighting> sightings, Instant now)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<ScheduleKey, ScheduleSighting> waiting = new HashMap<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ScheduleSighting sighting : sightings) {
      Optional<ScheduleSighting> onItsWay =
          Optional.ofNullable(unread.get(sighting.key()))
              .filter(it -> it.agreesWith(sighting))
              .filter(it -> Duration.between(it.at(), now).compareTo(READ_BACK_WITHIN) < 0);
      if (onItsWay.isEmpty()) {
        sent.add(writer.trigger(sighting.key().flow(), TriggerCodec.record(sighting)));
      }
      waiting.put(sighting.key(), onItsWay.orElse(sighting));
    }
    unread.clear();
    unread.putAll(waiting);
    await(sent);
  }

  private static void await(List<Future<RecordMetadata>> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
    for (Future<RecordMetadata> future : sent) {
      future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private void sleep(Duration time) throws InterruptedException {
    Instant before = clock.instant();
    long begin = System.nanoTime();
    alarm.sleep(time);
    Duration slept = Duration.ofNanos(System.nanoTime() - begin);
    Duration jump = Duration.between(before, clock.instant()).minus(slept);
    if (jump.abs().compareTo(RETRY) > 0) {
      LOG.atInfo().addKeyValue("by", jump).log("The clock was set");
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    history.close();
  }
}
