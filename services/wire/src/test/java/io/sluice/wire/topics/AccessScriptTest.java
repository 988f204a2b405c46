package io.sluice.wire.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"User:runs", "User:CN=runs,O=My Company", "User:CN=O'Hara\\, Ltd", "User:$(ls)"})
  void shouldPrintPrincipalThatShellReadsAsOneWord(String principal) throws Exception {
    // when
    String words = wordsOf(principal);

    // then
    assertThat(words).contains("<--allow-principal><" + principal + "><--operation>");
  }

  /** What a shell hands to Kafka's tool when it runs what the script prints. */
  private static String wordsOf(String principal) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "../../deploy/acls.sh scheduler \"$0\" | sh", principal);
    builder.environment().put("KAFKA_ACLS", "printf '<%s>'");
    Process process = builder.redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return words;
  }
}
