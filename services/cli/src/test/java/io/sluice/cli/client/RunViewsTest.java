package io.sluice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.Status;
import io.sluice.engine.run.RunEnd.Outcome;
import io.sluice.work.storage.FolderStorage;
import io.sluice.work.storage.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunViewsTest {

  @TempDir Path store;

  @Test
  void shouldNotShowRepetitionAsPublished() {
    RunView view = view(Outcome.REPLAYED);

    assertThat(view.status()).isEqualTo(Status.REPLAYED);
    assertThat(view.version()).isEmpty();
    assertThat(view.error()).isEmpty();
  }

  private RunView view(Outcome outcome) {
    PublishedVersions published =
        new PublishedVersions(new FolderStorage(new StoreLayout(store)).published());
    return new RunViews(published, (_, _) -> List.of()).of(PastRun.ended(outcome, "c0ffee"));
  }
}
