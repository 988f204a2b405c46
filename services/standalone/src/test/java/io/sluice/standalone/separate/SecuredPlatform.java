package io.sluice.standalone.separate;

import io.sluice.embedded.EmbeddedBroker;
import io.sluice.embedded.FurtherListener;
import io.sluice.embedded.registry.EmbeddedRegistry;
import io.sluice.testkit.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that asks by TLS who comes, and allows nobody anything by itself; and a registry. Its
 * usual listener stays open to the test, which may do all.
 */
final class SecuredPlatform implements AutoCloseable {

  static final List<String> BY_PASSWORD =
      List.of("command", "rebuild", "stage-decide", "validation", "validation-decide");
  static final List<String> BY_SCRAM = List.of("runs", "stage", "stage-work", "validation-work");
  static final List<String> BY_TOKEN = List.of("intake", "scheduler");

  private static final String LISTENER = "listener.name.further.";
  private static final String KAFKA = "org.apache.kafka.common.security.";

  private final SelfSigned certificate;
  private final Tokens tokens;
  private final FurtherListener listener;
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final Admin admin;

  SecuredPlatform(Path folder) throws Exception {
    this.certificate = SelfSigned.make(folder);
    this.tokens = new Tokens(folder);
    tokens.allow(BY_TOKEN);
    this.listener = new FurtherListener("SASL_SSL", freePort(), brokerSettings());
    this.broker = EmbeddedBroker.start(folder.resolve("kafka"), listener);
    this.registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    for (String name : BY_SCRAM) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      name,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                      password(name))))
          .all()
          .get();
    }
  }

  private Map<String, String> brokerSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    settings.put(LISTENER + "ssl.keystore.location", certificate.keys().toString());
    settings.put(LISTENER + "ssl.keystore.type", "PKCS12");
    settings.put(LISTENER + "ssl.keystore.password", SelfSigned.PASSWORD);
    settings.put(LISTENER + "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER");
    StringBuilder users = new StringBuilder(KAFKA + "plain.PlainLoginModule required");
    BY_PASSWORD.forEach(name -> users.append(" user_%s=\"%s\"".formatted(name, password(name))));
    settings.put(LISTENER + "plain.sasl.jaas.config", users.append(';').toString());
    settings.put(
        LISTENER + "scram-sha-512.sasl.jaas.config", KAFKA + "scram.ScramLoginModule required;");
    settings.put(
        LISTENER + "oauthbearer.sasl.jaas.config",
        KAFKA + "oauthbearer.OAuthBearerLoginModule required;");
    settings.put(
        LISTENER + "oauthbearer.sasl.server.callback.handler.class",
        KAFKA + "oauthbearer.OAuthBearerValidatorCallbackHandler");
    settings.put(LISTENER + "oauthbearer.sasl.oauthbearer.jwks.endpoint.url", tokens.keysUrl());
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static String password(String name) {
    return "secret of " + name;
  }

  String bootstrapServers() {
    return listener.bootstrapServers();
  }

  /** Where the broker speaks without TLS. */
  String plainBootstrapServers() {
    return broker.bootstrapServers();
  }

  String registryUrl() {
    return registry.url();
  }

  /** May do all. */
  Admin admin() {
    return admin;
  }

  /** What the clients of somebody are told. */
  Map<String, Object> client(String name) throws IOException, GeneralSecurityException {
    Map<String, Object> client = new HashMap<>();
    client.put("security.protocol", "SASL_SSL");
    client.put("ssl.truststore.type", "PEM");
    if (BY_TOKEN.contains(name)) {
      client.put("ssl.truststore.location", certificate.certificate().toString());
      client.put("sasl.mechanism", "OAUTHBEARER");
      client.put("sasl.oauthbearer.token.endpoint.url", tokens.give(name));
      client.put(
          "sasl.login.callback.handler.class",
          KAFKA + "oauthbearer.OAuthBearerLoginCallbackHandler");
      client.put("sasl.jaas.config", KAFKA + "oauthbearer.OAuthBearerLoginModule required;");
      return client;
    }
    boolean scram = BY_SCRAM.contains(name);
    client.put("ssl.truststore.certificates", Files.readString(certificate.certificate()));
    client.put("sasl.mechanism", scram ? "SCRAM-SHA-512" : "PLAIN");
    client.put(
        "sasl.jaas.config",
        "%s%s required username=\"%s\" password=\"%s\";"
            .formatted(
                KAFKA,
                scram ? "scram.ScramLoginModule" : "plain.PlainLoginModule",
                name,
                password(name)));
    return client;
  }

  @Override
  public void close() {
    admin.close();
    registry.close();
    broker.close();
    Tokens.forget();
  }
}
