package io.sluice.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.artefact.InputFile;
import io.sluice.engine.intake.Recognition.OfName;
import io.sluice.engine.run.RunSubject;
import io.sluice.engine.trigger.Arrival;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecognitionTest {

  private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");
  private static final Recipient TO = new Recipient("shop", RunSubject.WHOLE, "orders", "r1");

  @Test
  void shouldCountVersionsAndRecogniseTheLatestAlone() {
    // when
    Arrival first = arrival(recognise("aa", Optional.empty()));
    Arrival second = arrival(recognise("bb", Optional.of(first)));
    Arrival third = arrival(recognise("aa", Optional.of(second)));

    // then
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.id()).isNotEqualTo(first.id());
    assertThat(recognise("aa", Optional.of(third))).isEqualTo(new Recognition.Known(third));
  }

  @Test
  void shouldGiveTheSameArrivalTheSameIdWheneverItIsTold() {
    Arrival told = arrival(recognise("aa", Optional.empty()));
    Recognition again =
        Recognition.of(
            TO,
            new InputFile("x", "aa", 2),
            "inbox",
            Optional.empty(),
            new OfName.NotKept(),
            NOW.plusSeconds(9));

    assertThat(arrival(again).id()).isEqualTo(told.id());
  }

  @Test
  void shouldRecogniseFileThatStayedAfterAnotherBecameAVersion() {
    // given
    InputFile stayed = new InputFile("a.csv", "aa", 2);
    Arrival first = arrival(recognise("aa", Optional.empty()));
    Arrival second = arrival(recognise("bb", Optional.of(first)));

    // when
    Recognition again = recognise(stayed, second, first);
    Recognition changed = recognise(new InputFile("a.csv", "cc", 2), second, first);

    // then
    assertThat(again).isEqualTo(new Recognition.Known(first));
    assertThat(arrival(changed).version()).isEqualTo(3);
  }

  @Test
  void shouldTellTheOtherNameOfBytesThatStayUnderTwo() {
    // given
    Arrival first = arrival(recognise("aa", Optional.empty()));
    InputFile copy = new InputFile("copy.csv", "aa", 2);

    // when
    Recognition copied =
        Recognition.of(TO, copy, "inbox", Optional.of(first), new OfName.None(), NOW);

    // then
    assertThat(copied)
        .isInstanceOfSatisfying(
            Recognition.Named.class,
            named -> {
              assertThat(named.arrival().id()).isEqualTo(first.id());
              assertThat(named.arrival().file()).isEqualTo(copy);
            });
  }

  private static Recognition recognise(InputFile file, Arrival latest, Arrival ofName) {
    return Recognition.of(TO, file, "inbox", Optional.of(latest), new OfName.Last(ofName), NOW);
  }

  private static Recognition recognise(String sha256, Optional<Arrival> latest) {
    return Recognition.of(
        TO, new InputFile("x", sha256, 2), "inbox", latest, new OfName.NotKept(), NOW);
  }

  private static Arrival arrival(Recognition recognition) {
    return ((Recognition.New) recognition).arrival();
  }
}
