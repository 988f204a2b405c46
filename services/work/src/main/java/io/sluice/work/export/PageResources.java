package io.sluice.work.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.engine.artefact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Properties;

/** The fixed parts of a report page. */
final class PageResources {

  private static final String CHART_POM = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final String CHART_FILE =
      "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";

  private PageResources() {}

  static String text(String name) {
    try (InputStream in = PageResources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The chart library's script, without the comment that makes a browser ask for its source map.
   */
  static String chartLibrary() {
    String script = text(CHART_FILE.formatted(chartVersion()));
    return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
  }

  private static String chartVersion() {
    try (InputStream in = PageResources.class.getResourceAsStream(CHART_POM)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks Chart.js");
      }
      Properties pom = new Properties();
      pom.load(in);
      return pom.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script's source expression for a Content-Security-Policy. */
  static String policySource(String script) {
    byte[] hash = Sha256.newDigest().digest(script.getBytes(UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
