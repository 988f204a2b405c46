package io.sluice.work.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final FakeClock clock = new FakeClock();
  private final AtomicInteger interrupts = new AtomicInteger();

  @Test
  void shouldInterruptAgainAndAgainWhenTheTimeIsOver() {
    // given
    try (var deadlines = new Deadlines(Duration.ofSeconds(60), clock);
        var _ = deadlines.watch(interrupts::incrementAndGet)) {
      clock.run(Duration.ofMillis(59_900));
      assertThat(interrupts).hasValue(0);

      // when
      clock.run(Duration.ofSeconds(1));

      // then
      assertThat(interrupts).hasValue(5);
    }
  }

  @Test
  void shouldNotCountTheTimeThatTheProcessWasFrozen() {
    // given
    try (var deadlines = new Deadlines(Duration.ofSeconds(60), clock);
        var _ = deadlines.watch(interrupts::incrementAndGet)) {
      clock.run(Duration.ofSeconds(30));

      // when
      clock.freeze(Duration.ofMinutes(10));

      // then
      clock.run(Duration.ofSeconds(29));
      assertThat(interrupts).hasValue(0);
      clock.run(Duration.ofSeconds(2));
      assertThat(interrupts.get()).isPositive();
    }
  }

  /** Runs one task by a time of its own, as an executor would that finds that so much passed. */
  private static final class FakeClock extends ScheduledThreadPoolExecutor {

    private long now;
    private long due;
    private long period;
    private boolean catchesUp;
    private @Nullable Runnable task;

    FakeClock() {
      super(1);
    }

    void run(Duration time) {
      for (long end = now + time.toMillis(); now < end; ) {
        now++;
        runDue();
      }
    }

    void freeze(Duration time) {
      now += time.toMillis();
      runDue();
    }

    private void runDue() {
      while (task != null && due <= now) {
        task.run();
        due = catchesUp ? due + period : now + period;
      }
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable command, long initialDelay, long every, TimeUnit unit) {
      return schedule(command, initialDelay, every, unit, true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable command, long initialDelay, long delay, TimeUnit unit) {
      return schedule(command, initialDelay, delay, unit, false);
    }

    private ScheduledFuture<?> schedule(
        Runnable command, long initialDelay, long every, TimeUnit unit, boolean catching) {
      task = command;
      period = unit.toMillis(every);
      due = now + unit.toMillis(initialDelay);
      catchesUp = catching;
      return schedule(() -> {}, 1, TimeUnit.DAYS);
    }
  }
}
