package io.sluice.standalone.separate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Gives out tokens as an identity provider does, by files instead of HTTPS. */
final class Tokens {

  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private final Path folder;
  private final KeyPair keys;

  Tokens(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    this.keys = generator.generateKeyPair();
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    Files.writeString(
        folder.resolve("keys.json"),
        """
        {"keys":[{"kty":"RSA","kid":"one","alg":"RS256","use":"sig","n":"%s","e":"%s"}]}\
        """
            .formatted(number(key.getModulus()), number(key.getPublicExponent())));
  }

  /** Where brokers find the key that signs. */
  String keysUrl() {
    return folder.resolve("keys.json").toUri().toString();
  }

  /** Lets this process read its key and the tokens of those clients. */
  void allow(List<String> clients) {
    List<String> urls = clients.stream().map(this::urlOf).toList();
    System.setProperty(ALLOWED, keysUrl() + "," + String.join(",", urls));
  }

  static void forget() {
    System.clearProperty(ALLOWED);
  }

  private String urlOf(String client) {
    return folder.resolve(client + ".jwt").toUri().toString();
  }

  /** Writes a token for a client, and tells where it lies. */
  String give(String client) throws IOException, GeneralSecurityException {
    Instant now = Instant.now();
    String signed =
        "%s.%s"
            .formatted(
                text("{\"alg\":\"RS256\",\"kid\":\"one\"}"),
                text(
                    "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                            client,
                            now.getEpochSecond(),
                            now.plus(Duration.ofHours(1)).getEpochSecond())));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(
        folder.resolve(client + ".jwt"), "%s.%s".formatted(signed, encode(signature.sign())));
    return urlOf(client);
  }

  private static String text(String json) {
    return encode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int skipped = bytes[0] == 0 ? 1 : 0;
    return encode(Arrays.copyOfRange(bytes, skipped, bytes.length));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
