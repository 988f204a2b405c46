package io.sluice.wire;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Puts into a sentence that Kafka does not let a client in, or does not let it do something. */
public final class AccessTrouble {

  private static final int MAX_CAUSES = 20;

  private AccessTrouble() {}

  /** The sentence; empty when the failure is of another kind. */
  public static Optional<String> sentence(Throwable failure, ClientSettings client) {
    return sentence(failure, new Met("Kafka at " + client.bootstrapServers(), client.who()));
  }

  /** The sentence where nobody knows any more whose client it was. */
  public static Optional<String> sentence(Throwable failure) {
    return sentence(failure, new Met("Kafka", "this client"));
  }

  /** Who spoke to whom, in words. */
  private record Met(String kafka, String who) {}

  private static Optional<String> sentence(Throwable failure, Met met) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      Optional<String> found = ofCause(cause, met);
      if (found.isPresent()) {
        return found;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> ofCause(Throwable cause, Met met) {
    return switch (cause) {
      case SslAuthenticationException tls -> Optional.of(tls(tls, met));
      case AuthenticationException refused -> Optional.of(refused(refused, met));
      case AuthorizationException forbidden -> Optional.of(forbidden(forbidden, met));
      default -> Optional.empty();
    };
  }

  private static String tls(SslAuthenticationException failure, Met met) {
    return """
    TLS with %s failed: %s. Trust the certificate that signed the broker's \
    (ssl.truststore.location or ssl.truststore.certificates), and address brokers by a name \
    that theirs holds.\
    """
        .formatted(met.kafka, deepest(failure));
  }

  private static String refused(AuthenticationException failure, Met met) {
    return "%s does not let %s in: %s. Correct sasl.jaas.config and sasl.mechanism."
        .formatted(met.kafka, met.who, withoutEnd(String.valueOf(failure.getMessage())));
  }

  private static String forbidden(AuthorizationException failure, Met met) {
    return "%s does not allow %s what this needs%s. deploy/acls.csv lists the rights."
        .formatted(met.kafka, met.who, resource(failure));
  }

  private static String resource(AuthorizationException failure) {
    return switch (failure) {
      case TopicAuthorizationException topics -> ofTopics(topics.unauthorizedTopics());
      case GroupAuthorizationException group when group.groupId() != null ->
          " on the group " + group.groupId();
      default -> ": " + withoutEnd(String.valueOf(failure.getMessage()));
    };
  }

  private static String ofTopics(Set<String> topics) {
    return topics.isEmpty() ? " on a topic" : " on " + String.join(", ", new TreeSet<>(topics));
  }

  /** What the first cause says, which is nearer to what is to be done. */
  static String deepest(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : withoutEnd(message);
  }

  private static String withoutEnd(String message) {
    String text = message.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
