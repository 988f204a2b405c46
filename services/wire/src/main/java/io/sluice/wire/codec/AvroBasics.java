package io.sluice.wire.codec;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.run.RunRef;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.run.StageAttempt;
import io.sluice.schemas.Every;
import io.sluice.schemas.InputFiles;
import io.sluice.schemas.Period;
import io.sluice.schemas.RunKey;
import io.sluice.schemas.StageKey;
import io.sluice.schemas.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts that many records share. */
final class AvroBasics {

  /** Scale of every decimal in the schemas. */
  private static final int SCALE = 12;

  private AvroBasics() {}

  static RunKey key(RunRef run) {
    return new RunKey(run.flow(), UUID.fromString(run.run()));
  }

  static RunRef run(RunKey key) {
    return new RunRef(key.getFlow(), key.getRun().toString());
  }

  static @Nullable UUID uuid(Optional<String> id) {
    return id.map(UUID::fromString).orElse(null);
  }

  static Optional<String> text(@Nullable UUID id) {
    return Optional.ofNullable(id).map(UUID::toString);
  }

  static StageKey key(StageAttempt stage) {
    return new StageKey(stage.stage(), "", stage.attempt());
  }

  static StageAttempt attempt(StageKey key) {
    return new StageAttempt(key.getStage(), key.getAttempt());
  }

  static Subject subject(RunSubject subject) {
    Period period =
        new Period(
            Every.valueOf(subject.every().name()),
            subject.period(),
            subject.start().orElse(null),
            subject.end().orElse(null));
    return new Subject(subject.slice(), period);
  }

  static RunSubject subject(Subject subject) {
    Period period = subject.getPeriod();
    return new RunSubject(
        subject.getSlice(),
        PeriodRule.Every.valueOf(period.getEvery().name()),
        period.getText(),
        Optional.ofNullable(period.getStart()),
        Optional.ofNullable(period.getEnd()));
  }

  static Map<String, InputFiles> inputs(Map<String, List<InputFile>> inputs) {
    return values(inputs, files -> new InputFiles(list(files, AvroBasics::file)));
  }

  static Map<String, List<InputFile>> files(Map<String, InputFiles> inputs) {
    return values(inputs, files -> list(files.getFiles(), AvroBasics::file));
  }

  static io.sluice.schemas.InputFile file(InputFile file) {
    return new io.sluice.schemas.InputFile(file.name(), file.sha256(), file.bytes());
  }

  static InputFile file(io.sluice.schemas.InputFile file) {
    return new InputFile(file.getName(), file.getSha256(), file.getBytes());
  }

  /** A value at the schemas' scale; digits beyond it are rounded half to even. */
  static BigDecimal decimal(BigDecimal value) {
    return value.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /** A value as people write it: without the zeros that the schemas' scale adds. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static Map<String, BigDecimal> decimals(Map<String, BigDecimal> values) {
    return values(values, AvroBasics::decimal);
  }

  static Map<String, BigDecimal> plains(Map<String, BigDecimal> values) {
    return values(values, AvroBasics::plain);
  }

  static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> change) {
    Map<String, B> changed = new HashMap<>();
    map.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }

  static <A, B> List<B> list(List<A> items, Function<A, B> change) {
    return items.stream().map(change).toList();
  }
}
