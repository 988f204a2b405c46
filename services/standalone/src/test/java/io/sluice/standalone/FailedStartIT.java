package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.embedded.Platform;
import io.sluice.wire.KafkaAccessException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartIT {

  @TempDir private Path home;

  /** A platform that nobody can reach. */
  private record Unreachable(AtomicBoolean isClosed) implements Platform {
    @Override
    public String bootstrapServers() {
      return "an address without a port";
    }

    @Override
    public String registryUrl() {
      return "http://127.0.0.1:1";
    }

    @Override
    public String installation() {
      return "test";
    }

    @Override
    public boolean givesMembersAllPartitions() {
      return false;
    }

    @Override
    public void close() {
      isClosed.set(true);
    }
  }

  @Test
  void shouldLeaveNothingOpenWhenItCannotStart() {
    // given
    Unreachable platform = new Unreachable(new AtomicBoolean());

    // when
    assertThatThrownBy(() -> Standalone.over(_ -> platform, home, Set.of("default"), "test"))
        .isInstanceOf(KafkaAccessException.class);

    // then
    assertThat(platform.isClosed()).isTrue();
    assertThat(home.resolve("scratch")).isEmptyDirectory();
  }
}
