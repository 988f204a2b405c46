package io.sluice.wire.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.schemas.FlowPublished;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  private final Revisions revisions = new Revisions();

  /** A record as it is read: no text of it is in memory yet. */
  private static FlowPublished read(String revision, String flowText, String referenceText) {
    return new FlowPublished(
        "wines",
        revision,
        new HashMap<>(Map.of("flow.yaml", afresh(flowText))),
        new HashMap<>(Map.of("rates.csv", afresh(referenceText))),
        "",
        List.of(),
        Instant.EPOCH);
  }

  private static String afresh(String text) {
    return String.valueOf(text.toCharArray());
  }

  @Test
  void shouldKeepATextOnceThatRevisionsShare() {
    // when
    revisions.add(read("1", "flow: wines", "eur,1"));
    revisions.add(read("2", "flow: wines # mended", "eur,1"));

    // then
    assertThat(reference("2")).isEqualTo("eur,1").isSameAs(reference("1"));
  }

  @Test
  void shouldKeepTextsThatChanged() {
    // when
    revisions.add(read("1", "flow: wines", "eur,1"));
    revisions.add(read("2", "flow: wines # mended", "eur,1\\nusd,2"));

    // then
    assertThat(reference("1")).isEqualTo("eur,1");
    assertThat(reference("2")).isEqualTo("eur,1\\nusd,2");
    assertThat(revisions.find("wines", "2").orElseThrow().getFiles())
        .containsValue("flow: wines # mended");
  }

  @Test
  void shouldTakeTheOnePublishedLastForTheLatest() {
    // when
    revisions.add(read("1", "flow: wines", ""));
    revisions.add(read("2", "flow: wines # mended", ""));
    revisions.add(read("1", "flow: wines", ""));

    // then
    assertThat(revisions.latest("wines").orElseThrow().getRevision()).isEqualTo("1");
    assertThat(revisions.flows()).containsExactly("wines");
    assertThat(revisions.find("wines", "3")).isEmpty();
    assertThat(revisions.latest("beers")).isEmpty();
  }

  @Test
  void shouldHaveNoLatestOfARetiredFlowUntilItIsPublishedAgain() {
    // given
    revisions.add(read("1", "flow: wines", ""));

    // when
    revisions.retire("wines");

    // then
    assertThat(revisions.isRetired("wines")).isTrue();
    assertThat(revisions.latest("wines")).isEmpty();
    assertThat(revisions.flows()).isEmpty();
    assertThat(revisions.find("wines", "1")).isPresent();

    // and when
    revisions.add(read("1", "flow: wines", ""));

    // then
    assertThat(revisions.isRetired("wines")).isFalse();
    assertThat(revisions.latest("wines")).isPresent();
  }

  private String reference(String revision) {
    return revisions.find("wines", revision).orElseThrow().getReferences().get("rates.csv");
  }
}
