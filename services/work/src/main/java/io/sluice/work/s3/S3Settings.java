package io.sluice.work.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a bucket is. Credentials are no part of it: they come from the environment.
 *
 * @param prefix of all keys, without slashes at its ends; empty for none
 * @param endpoint empty for Amazon's own
 * @param region empty for that of the environment
 * @param pathStyle whether the bucket's name stands in the path instead of the host's name
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle) {

  private static final Pattern ADDRESS =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9._=-]+)*)/?");

  /**
   * The bucket of an address.
   *
   * @param address {@code s3://bucket/prefix}
   * @param options {@code endpoint}, {@code region}, {@code path-style}; what is absent or blank is
   *     taken from {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, and {@code AWS_REGION};
   *     path style is the default with an endpoint
   * @throws IllegalArgumentException if it is none
   */
  public static S3Settings of(
      String address, Map<String, String> options, Map<String, String> environment) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || address.contains("..")) {
      throw new IllegalArgumentException(
          "Expected s3://bucket/prefix with a bucket's name of 3 to 63 lower-case letters, digits,"
              + " dots and hyphens but got "
              + address);
    }
    Optional<URI> endpoint =
        given(options, "endpoint")
            .or(() -> given(environment, "AWS_ENDPOINT_URL_S3"))
            .or(() -> given(environment, "AWS_ENDPOINT_URL"))
            .map(S3Settings::endpoint);
    return new S3Settings(
        parts.group(1),
        parts.group(2).isEmpty() ? "" : parts.group(2).substring(1),
        endpoint,
        given(options, "region").or(() -> given(environment, "AWS_REGION")),
        given(options, "path-style").map(Boolean::parseBoolean).orElse(endpoint.isPresent()));
  }

  private static Optional<String> given(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(it -> !it.isEmpty());
  }

  private static URI endpoint(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected(text), e);
    }
    throw new IllegalArgumentException(expected(text));
  }

  private static String expected(String text) {
    return "Expected the S3 endpoint as http://host:port or https://host but got " + text;
  }

  /** {@code s3://bucket/prefix}. */
  public String address() {
    return prefix.isEmpty() ? "s3://" + bucket : "s3://%s/%s".formatted(bucket, prefix);
  }

  /** For people. */
  String where() {
    return endpoint.map(it -> address() + " at " + it).orElse(address());
  }
}
