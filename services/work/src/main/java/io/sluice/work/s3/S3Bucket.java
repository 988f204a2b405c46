package io.sluice.work.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a bucket below a prefix. Keys are relative to it. Trouble with the service is an
 * {@link IOException} that says what to do. Thread-safe.
 */
public final class S3Bucket implements AutoCloseable {

  /** User metadata with the hash of what was put. */
  private static final String SHA256 = "sha256";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

  /** Files up to this size are put at once; 10,000 parts, the most there may be, hold 625 GiB. */
  private static final long PART_BYTES = 64L << 20;

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int CONFLICT_TRIES = 5;

  private final S3Client client;
  private final S3Settings settings;
  private final String prefix;
  private final long partBytes;

  private S3Bucket(S3Client client, S3Settings settings, String prefix, long partBytes) {
    this.partBytes = partBytes;
    this.client = client;
    this.settings = settings;
    this.prefix = prefix;
  }

  /** The bucket of the settings; nothing is asked of it yet. */
  public static S3Bucket open(S3Settings settings) {
    return open(settings, PART_BYTES);
  }

  /**
   * @param partBytes files of more are put in parts of that size
   */
  static S3Bucket open(S3Settings settings, long partBytes) {
    S3ClientBuilder builder =
        S3Client.builder()
            // never anonymous ones
            .credentialsProvider(DefaultCredentialsProvider.builder().build())
            .forcePathStyle(settings.pathStyle())
            // hashes are sent and compared by the store; not every service knows the newer sums
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_LIMIT)
                    .socketTimeout(SILENCE_LIMIT)
                    .build());
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings
        .region()
        .or(() -> settings.endpoint().map(_ -> "us-east-1"))
        .ifPresent(region -> builder.region(Region.of(region)));
    String prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    try {
      return new S3Bucket(builder.build(), settings, prefix, partBytes);
    } catch (SdkException e) {
      throw new IllegalArgumentException(
          "The S3 store %s cannot be set up: %s".formatted(settings.where(), e.getMessage()), e);
    }
  }

  /** The objects below a further prefix, over the same connections; needs no closing. */
  public S3Bucket below(String folder) {
    return new S3Bucket(client, settings, prefix + folder + "/", partBytes);
  }

  /** {@code s3://bucket/prefix/key}. */
  public String place(String key) {
    return "s3://%s/%s%s".formatted(settings.bucket(), prefix, key);
  }

  /** What is known of an object; empty when there is none. */
  public Optional<Head> head(String key) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(it -> it.bucket(settings.bucket()).key(prefix + key));
      return Optional.of(
          new Head(
              head.contentLength(),
              head.metadata().getOrDefault(SHA256, ""),
              "%s of %s".formatted(head.eTag(), head.lastModified())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure("look at", key, e);
    }
  }

  /**
   * An object's size and hash.
   *
   * @param sha256 as it was said when the object was put, lower-case hex; empty if it was not
   * @param put another one once the object was put again
   */
  public record Head(long bytes, String sha256, String put) {}

  /**
   * The bytes of a small object; empty when there is none.
   *
   * @throws TooLargeException when it has more than {@code maxBytes}
   */
  public Optional<byte[]> read(String key, int maxBytes) throws IOException {
    Optional<InputStream> object = stream(key);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = object.get()) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new TooLargeException("%s is larger than %d bytes".formatted(place(key), maxBytes));
      }
      return Optional.of(bytes);
    }
  }

  /** An object has more bytes than were asked for. */
  public static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private TooLargeException(String message) {
      super(message);
    }
  }

  /** An object's bytes as they come; to be read to the end and closed. Empty when there is none. */
  public Optional<InputStream> stream(String key) throws IOException {
    try {
      return Optional.of(client.getObject(get(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure("read", key, e);
    }
  }

  /**
   * Writes an object into a new file and returns its size; empty when there is none.
   *
   * @throws IOException also when the connection broke off, again and again
   */
  public Optional<Long> fetch(String key, Path target) throws IOException {
    try {
      GetObjectResponse got = client.getObject(get(key), ResponseTransformer.toFile(target));
      long bytes = Files.size(target);
      if (got.contentLength() != null && got.contentLength() != bytes) {
        throw new IOException(
            "%s came with %d bytes of %d".formatted(place(key), bytes, got.contentLength()));
      }
      return Optional.of(bytes);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure("read", key, e);
    }
  }

  private GetObjectRequest get(String key) {
    return GetObjectRequest.builder().bucket(settings.bucket()).key(prefix + key).build();
  }

  /**
   * Puts a file, over what may be there. The service refuses it if other bytes arrive.
   *
   * @param sha256 of the file, lower-case hex
   */
  public void put(String key, Path file, String sha256) throws IOException {
    if (Files.size(file) > partBytes) {
      new Parts(partBytes, client, settings.bucket(), prefix + key, Map.of(SHA256, sha256))
          .put(file, this::failureOfParts);
      return;
    }
    try {
      client.putObject(
          put(key)
              .metadata(Map.of(SHA256, sha256))
              .checksumSHA256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)))
              .build(),
          RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw failure("write", key, e);
    }
  }

  private IOException failureOfParts(String key, SdkException e) {
    return failure("write", key.substring(prefix.length()), e);
  }

  /**
   * Puts a small object unless there is one of that key. When the answer to an earlier try was
   * lost, this may say false though the object is this one.
   *
   * @return whether it was put
   */
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    PutObjectRequest request = put(key).ifNoneMatch("*").build();
    for (int attempt = 1; ; attempt++) {
      try {
        client.putObject(request, RequestBody.fromBytes(bytes));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return false;
        }
        // others are putting the same key this moment: then one of them is there soon
        if (e.statusCode() != CONFLICT || attempt == CONFLICT_TRIES) {
          throw failure("write", key, e);
        }
      } catch (SdkException e) {
        throw failure("write", key, e);
      }
    }
  }

  private PutObjectRequest.Builder put(String key) {
    return PutObjectRequest.builder().bucket(settings.bucket()).key(prefix + key);
  }

  /** Every object whose key begins so, in the keys' order. */
  public void list(String start, Consumer<StoredObject> consumer) throws IOException {
    try {
      client
          .listObjectsV2Paginator(
              ListObjectsV2Request.builder()
                  .bucket(settings.bucket())
                  .prefix(prefix + start)
                  .build())
          .contents()
          .forEach(it -> consumer.accept(stored(it)));
    } catch (SdkException e) {
      throw failure("list", start, e);
    }
  }

  private StoredObject stored(S3Object object) {
    return new StoredObject(
        object.key().substring(prefix.length()), object.size(), object.lastModified());
  }

  /** Copies an object of at most 5 GB within the bucket; nothing happens when there is none. */
  public void copy(String from, String to) throws IOException {
    try {
      client.copyObject(
          it ->
              it.sourceBucket(settings.bucket())
                  .sourceKey(prefix + from)
                  .destinationBucket(settings.bucket())
                  .destinationKey(prefix + to));
    } catch (NoSuchKeyException e) {
      // gone meanwhile, so there is nothing to copy
      return;
    } catch (SdkException e) {
      throw failure("copy", from, e);
    }
  }

  /** Deletes an object if it is there. */
  public void delete(String key) throws IOException {
    try {
      client.deleteObject(it -> it.bucket(settings.bucket()).key(prefix + key));
    } catch (SdkException e) {
      throw failure("delete", key, e);
    }
  }

  private IOException failure(String act, String key, SdkException e) {
    return new IOException(S3Words.of(e, act, place(key), settings), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
