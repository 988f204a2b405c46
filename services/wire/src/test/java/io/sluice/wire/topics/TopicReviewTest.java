package io.sluice.wire.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class TopicReviewTest {

  private static final TopicNames NAMES = TopicNames.of("sluice");
  private static final TopicPlan PLAN =
      TopicPlan.of(ServiceRights.scheduler(NAMES), TopicSizes.of(4));

  private static TopicState.Found triggers(int copies, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(TopicRole.TRIGGERS.settings());
    all.putAll(settings);
    return new TopicState.Found(4, copies, all, Optional.empty());
  }

  private static TopicReview reviewed(TopicState triggers, int brokers) {
    TopicReview review = new TopicReview(PLAN, "\"scheduler\" (PLAIN)");
    review.topics(Map.of(NAMES.triggers(), triggers), brokers);
    return review;
  }

  @Test
  void shouldFindNothingWrongWithWhatItMakesItself() {
    // when
    TopicReview review = reviewed(triggers(3, Map.of("min.insync.replicas", "2")), 3);

    // then
    assertThat(review.problems()).isEmpty();
    assertThat(review.warnings()).isEmpty();
  }

  @Test
  void shouldWarnOfTriggersThatAreNotKept() {
    // when
    TopicReview review =
        reviewed(triggers(1, Map.of("retention.ms", "604800000", "retention.bytes", "1000")), 1);

    // then
    assertThat(review.problems()).isEmpty();
    assertThat(review.warnings())
        .containsExactly(
            "sluice.triggers keeps records for 7 days, where without limit is promised: older ones"
                + " cannot be looked at or repeated.",
            "sluice.triggers drops its oldest records beyond 1000 bytes a partition: set"
                + " retention.bytes=-1.");
  }

  @Test
  void shouldWarnOfFewerCopiesThanBrokersBear() {
    // when
    TopicReview review = reviewed(triggers(1, Map.of()), 3);

    // then
    assertThat(review.warnings())
        .containsExactly(
            "sluice.triggers has 1 of 3 copies: what it holds is lost with that many disks.");
  }

  @Test
  void shouldTellAllThatIsNeededOnATopicThatMayNotBeSeen() {
    // when
    TopicReview review = reviewed(new TopicState.Forbidden(), 1);

    // then
    assertThat(review.problems())
        .containsExactly(
            "\"scheduler\" (PLAIN) lacks READ, WRITE, DESCRIBE_CONFIGS on the topic"
                + " sluice.triggers.");
  }

  @Test
  void shouldTellOnlyTheRightsThatAreMissing() {
    // given
    Set<AclOperation> allowed = Set.of(AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
    TopicState found =
        new TopicState.Found(4, 1, TopicRole.TRIGGERS.settings(), Optional.of(allowed));

    // when
    TopicReview review = reviewed(found, 1);

    // then
    assertThat(review.problems())
        .containsExactly("\"scheduler\" (PLAIN) lacks WRITE on the topic sluice.triggers.");
  }
}
