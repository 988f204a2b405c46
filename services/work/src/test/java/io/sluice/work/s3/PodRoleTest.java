package io.sluice.work.s3;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PodRoleTest {

  /** What the SDK looks for by name when a pod has a token of its ServiceAccount. */
  private static final String FACTORY =
      "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory";

  @Test
  void shouldHaveWhatTakesTheRoleOfPod() {
    assertThatCode(() -> Class.forName(FACTORY)).doesNotThrowAnyException();
  }
}
