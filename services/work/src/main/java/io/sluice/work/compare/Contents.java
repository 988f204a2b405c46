package io.sluice.work.compare;

import io.sluice.engine.artefact.ArtefactRef;
import io.sluice.engine.compare.ComparedTable;
import io.sluice.engine.compare.Reworking.Step;
import io.sluice.engine.flow.Counted;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Need;
import io.sluice.engine.plan.Operation;
import io.sluice.work.cache.Lease;
import io.sluice.work.compare.StageFinding.Verdict;
import io.sluice.work.duckdb.Session;
import io.sluice.work.duckdb.SqlNames;
import io.sluice.work.store.ArtefactLostException;
import io.sluice.work.store.ArtefactStore;
import io.sluice.work.store.Kept;
import io.sluice.work.transform.TableFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds what a stage made then against what it made now. */
final class Contents {

  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private final Originals originals;
  private final ArtefactStore made;

  /**
   * @param verdict equal or differs, or skipped when nothing can be said
   */
  record Judgement(Verdict verdict, String note) {

    static Judgement equal(String note) {
      return new Judgement(Verdict.EQUAL, note);
    }

    static Judgement differs(String note) {
      return new Judgement(Verdict.DIFFERS, note);
    }
  }

  Contents(Originals originals, ArtefactStore made) {
    this.originals = originals;
    this.made = made;
  }

  Judgement judge(Step.Work step, Flow flow, ArtefactRef now) throws IOException, SQLException {
    boolean same = now.fingerprint().equals(step.then().fingerprint());
    boolean database = Operation.of(step.item().stage().operation()) == Operation.DUCKDB;
    return switch (originals.of(step.then())) {
      case Kept.Missing _ when database ->
          new Judgement(
              Verdict.SKIPPED, "its file is no longer kept, and two databases are never alike");
      case Kept.Missing _ ->
          same
              ? Judgement.equal("its artefact is no longer kept; equal to what the log tells of it")
              : Judgement.differs("its artefact is no longer kept; not what the log tells of it");
      case Kept.Damaged(String why) ->
          Judgement.differs(
              "what the store keeps is not what the run made: %s; worked again it is %s"
                  .formatted(why, same ? "what the log tells of" : "another content, too"));
      case Kept.Whole whole when database -> databases(whole, now);
      case Kept.Whole whole when same -> floating(whole, now);
      case Kept.Whole whole -> different(whole, now, step, flow);
    };
  }

  /** All but the floating numbers is known to be equal. */
  private Judgement floating(Kept.Whole then, ArtefactRef now) throws IOException, SQLException {
    boolean exact =
        then.files().stream()
            .flatMap(file -> file.columns().stream())
            .noneMatch(column -> TableFingerprint.isFloating(column.type()));
    if (exact) {
      return Judgement.equal("");
    }
    Judgement judgement = tables(then, now, List.of());
    return judgement.verdict() == Verdict.EQUAL
        ? Judgement.equal("floating numbers within " + TableComparison.TOLERANCE)
        : judgement;
  }

  private Judgement different(Kept.Whole then, ArtefactRef now, Step.Work step, Flow flow)
      throws IOException, SQLException {
    if (Operation.of(step.item().stage().operation()) == Operation.PARQUET) {
      Judgement judgement = tables(then, now, List.of());
      return judgement.verdict() == Verdict.EQUAL
          ? Judgement.equal("the file has other bytes, its table is the same")
          : judgement;
    }
    if (then.files().stream().anyMatch(file -> file.columns().isEmpty())) {
      return Judgement.differs("the file has other bytes");
    }
    List<String> key = ComparedTable.uniqueColumns(flow, step.stage());
    return Judgement.differs(tables(then, now, key).note());
  }

  private Judgement tables(Kept.Whole then, ArtefactRef now, List<String> key)
      throws IOException, SQLException {
    List<TableDiff> diffs = new ArrayList<>();
    for (Map.Entry<String, List<Path>> output : made(now).entrySet()) {
      List<Path> files =
          then.files().stream()
              .filter(file -> file.output().equals(output.getKey()))
              .map(Kept.File::path)
              .toList();
      if (files.isEmpty()) {
        return Judgement.differs("its output %s is new".formatted(output.getKey()));
      }
      List<String> known = output.getKey().equals(Need.DATA) ? key : List.of();
      try (Session session = originals.session(Map.of(BEFORE, files, AFTER, output.getValue()))) {
        diffs.add(
            TableComparison.compare(
                session.connection(),
                SqlNames.identifier(BEFORE),
                SqlNames.identifier(AFTER),
                known,
                0));
      }
    }
    return judged(diffs);
  }

  private Judgement databases(Kept.Whole then, ArtefactRef now) throws IOException, SQLException {
    Path after = made(now).getOrDefault(Need.DATA, List.of()).getFirst();
    try (Databases databases = Databases.open(originals, then.files().getFirst().path(), after)) {
      if (!databases.before().equals(databases.after())) {
        return Judgement.differs(
            "it held the tables %s and holds %s".formatted(databases.before(), databases.after()));
      }
      Judgement judgement = judged(databases.compare());
      return judgement.verdict() == Verdict.EQUAL
          ? Judgement.equal("compared by its %d tables".formatted(databases.after().size()))
          : judgement;
    }
  }

  private Map<String, List<Path>> made(ArtefactRef now) throws IOException {
    // of a store in a folder, where files stay without it
    try (Lease lease = new Lease()) {
      return made.open(now, lease);
    } catch (ArtefactLostException e) {
      throw new IOException("what was just made is gone again: " + e.getMessage(), e);
    }
  }

  private static Judgement judged(List<TableDiff> diffs) {
    if (diffs.stream().allMatch(TableDiff::isSame)) {
      return Judgement.equal("");
    }
    List<String> words = new ArrayList<>();
    count(words, diffs.stream().mapToLong(TableDiff::added).sum(), "added");
    count(words, diffs.stream().mapToLong(TableDiff::removed).sum(), "removed");
    count(words, diffs.stream().mapToLong(TableDiff::changed).sum(), "changed");
    diffs.forEach(diff -> words.addAll(diff.columns()));
    return Judgement.differs(String.join(", ", words));
  }

  private static void count(List<String> words, long rows, String what) {
    if (rows > 0) {
      words.add("%s %s".formatted(Counted.of(rows, "row", "rows"), what));
    }
  }
}
