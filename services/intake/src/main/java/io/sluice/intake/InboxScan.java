package io.sluice.intake;

import static java.util.Comparator.comparing;

import io.sluice.engine.intake.Settling;
import io.sluice.engine.intake.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers what was seen in the inbox, and tells which files are complete. */
final class InboxScan {

  private final Duration settle;
  private final Map<Path, Settling> settling = new HashMap<>();
  private final Map<Path, Sighting> leftAlone = new HashMap<>();
  private final Map<Path, Instant> trouble = new HashMap<>();
  private Optional<Instant> next = Optional.empty();

  InboxScan(Duration settle) {
    this.settle = settle;
  }

  /** The files that are complete now, those changed longest ago first. */
  List<InboxFile> complete(List<InboxFile> files, Instant now) {
    Set<Path> there = new HashSet<>();
    List<InboxFile> complete = new ArrayList<>();
    next = Optional.empty();
    for (InboxFile file : files) {
      there.add(file.path());
      if (file.sighting().equals(leftAlone.get(file.path()))) {
        continue;
      }
      if (isComplete(file, now)) {
        complete.add(file);
      }
    }
    settling.keySet().retainAll(there);
    leftAlone.keySet().retainAll(there);
    trouble.keySet().retainAll(there);
    complete.sort(
        comparing((InboxFile file) -> file.sighting().modified()).thenComparing(InboxFile::path));
    return complete;
  }

  private boolean isComplete(InboxFile file, Instant now) {
    Settling seen =
        settling.merge(
            file.path(),
            new Settling(file.sighting(), now),
            (before, fresh) -> before.see(fresh.seen(), now));
    Instant due = seen.completeAt(settle);
    if (file.isMarked() || !due.isAfter(now)) {
      return true;
    }
    next = next.filter(it -> it.isBefore(due)).or(() -> Optional.of(due));
    return false;
  }

  /** When the next file counts as complete, unless it changes; empty when none is waited for. */
  Optional<Instant> next() {
    return next;
  }

  /** The file is to be waited for anew. */
  void again(InboxFile file) {
    settling.remove(file.path());
  }

  /** The file was dealt with and lies there still: it counts when it changes. */
  void leaveAlone(InboxFile file) {
    leftAlone.put(file.path(), file.sighting());
  }

  /** Since when the file is in trouble, from the first time that this is asked. */
  Instant inTroubleSince(InboxFile file, Instant now) {
    return trouble.computeIfAbsent(file.path(), _ -> now);
  }
}
