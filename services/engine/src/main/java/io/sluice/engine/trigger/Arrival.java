package io.sluice.engine.trigger;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.run.Ids;
import io.sluice.engine.run.RunSubject;
import java.time.Instant;
import java.util.Comparator;

/**
 * A file that was taken into the store as an input.
 *
 * @param version counts what arrived for flow, slice, input and period, from 1
 * @param source where it came from, in words
 * @param revision the flow's revision that it was taken in by; empty where that is not told
 */
public record Arrival(
    String flow,
    RunSubject subject,
    String input,
    long version,
    InputFile file,
    String source,
    Instant at,
    String revision) {

  /** Of two, the one that was told later. */
  static final Comparator<Arrival> BY_AGE =
      Comparator.comparing(Arrival::at).thenComparing(Arrival::id);

  /** Identity: the same file told twice is one arrival, and the same content again is another. */
  public String id() {
    return Ids.of(
        flow, subject.sliceText(), subject.period(), input, Long.toString(version), file.sha256());
  }

  /** What it is a version of: {@code flow/slice/period/input}. */
  public String key() {
    return key(flow, subject, input);
  }

  /** What arrivals of an input are versions of. */
  public static String key(String flow, RunSubject subject, String input) {
    return subject.resultKey(flow) + "/" + input;
  }

  /** The arrivals that it may complete: {@code flow/slice/period}. */
  public String set() {
    return subject.resultKey(flow);
  }

  /**
   * Whether it takes the place of another one, in whatever order the two are told. The same bytes
   * as the next version are no news; after a gap they are, for other bytes were between them.
   */
  public boolean replaces(Arrival other) {
    if (version == other.version) {
      return !sameBytes(other) && BY_AGE.compare(this, other) > 0;
    }
    return version > other.version && (!sameBytes(other) || version > other.version + 1);
  }

  /** Whether it holds the same bytes. */
  public boolean sameBytes(Arrival other) {
    return file.sha256().equals(other.file.sha256());
  }
}
