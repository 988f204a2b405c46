package io.sluice.testkit.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that signs itself.
 *
 * @param keys the key and its certificate, PKCS12
 * @param certificate what clients are to trust, PEM
 */
public record SelfSigned(Path keys, Path certificate) {

  /** Of the key store. */
  public static final String PASSWORD = "of-the-server";

  /** Makes one in a folder. */
  public static SelfSigned make(Path folder) throws IOException, InterruptedException {
    SelfSigned made = new SelfSigned(folder.resolve("keys.p12"), folder.resolve("server.pem"));
    made.keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-validity",
        "2",
        "-dname",
        "CN=server",
        "-ext",
        "SAN=IP:127.0.0.1");
    made.keytool("-exportcert", "-rfc", "-alias", "server", "-file", made.certificate.toString());
    return made;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(words);
    }
  }
}
