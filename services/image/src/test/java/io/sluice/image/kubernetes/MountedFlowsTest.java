package io.sluice.image.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.sluice.work.flowfiles.FlowFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFlowsTest {

  private static final Path FLOWS = Chart.ROOT.resolve("flow-definitions");

  @TempDir private Path mount;

  @Test
  void shouldMountEveryFlowAsItIs() throws IOException {
    // given
    List<Path> flows = FlowFolder.foldersIn(FLOWS);

    // when
    mount(Chart.rendered());

    // then
    assertThat(FlowFolder.foldersIn(mount))
        .extracting(Path::getFileName)
        .containsExactlyElementsOf(flows.stream().map(Path::getFileName).toList());
    assertThat(flows)
        .allSatisfy(
            flow ->
                assertThat(FlowFolder.source(mount.resolve(flow.getFileName())))
                    .isEqualTo(FlowFolder.source(flow)));
  }

  /** As the kubelet does it: files in a hidden folder, a link to it, and links through that one. */
  private void mount(List<Manifest> manifests) throws IOException {
    Path hidden = Files.createDirectory(mount.resolve("..2026_01_01_00_00_00.1"));
    Path data = Files.createSymbolicLink(mount.resolve("..data"), hidden.getFileName());
    for (JsonObject source : Manifest.objects(flowsVolume(manifests), "projected.sources")) {
      JsonObject configMap = Manifest.object(source, "configMap");
      JsonObject texts =
          named(manifests, "ConfigMap", Manifest.text(configMap, "name")).object("data");
      for (JsonObject item : Manifest.objects(configMap, "items")) {
        Path file = hidden.resolve(Manifest.text(item, "path"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, texts.get(Manifest.text(item, "key")).getAsString(), UTF_8);
      }
    }
    try (var folders = Files.list(hidden)) {
      for (Path folder : folders.toList()) {
        Path link = mount.resolve(folder.getFileName());
        Files.createSymbolicLink(link, data.getFileName().resolve(folder.getFileName()));
      }
    }
  }

  private static JsonObject flowsVolume(List<Manifest> manifests) {
    return named(manifests, "Deployment", "sluice-runs")
        .objects("spec.template.spec.volumes")
        .stream()
        .filter(volume -> Manifest.text(volume, "name").equals("flows"))
        .findFirst()
        .orElseThrow();
  }

  private static Manifest named(List<Manifest> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals(kind) && manifest.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
