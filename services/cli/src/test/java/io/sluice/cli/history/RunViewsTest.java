package io.sluice.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.cli.view.RunView;
import io.sluice.cli.view.RunView.StageRow;
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

  @Test
  void shouldNotLetStagesOfEndedRunWait() {
    assertThat(view(Outcome.CANCELLED).stages())
        .extracting(StageRow::stage, StageRow::status)
        .containsExactly(
            tuple("publish.total", "completed"),
            tuple("work", "not finished"),
            tuple("deliver.folder", "not begun"));
  }

  private RunView view(Outcome outcome) {
    PublishedVersions published =
        new PublishedVersions(new FolderStorage(new StoreLayout(store)).published());
    return new RunViews(published, (_, _) -> List.of()).of(PastRun.ended(outcome, "c0ffee"));
  }
}
