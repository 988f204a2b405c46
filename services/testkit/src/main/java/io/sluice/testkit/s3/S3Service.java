package io.sluice.testkit.s3;

import io.sluice.testkit.tls.SelfSigned;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A real S3 service in this process, on 127.0.0.1 and in memory, with one bucket. It asks for
 * signatures and heeds If-None-Match and checksums. Its credentials become system properties, where
 * Amazon's SDK looks for them.
 */
public final class S3Service implements AutoCloseable {

  public static final String BUCKET = "sluice";
  private static final String ACCESS = "tester";
  private static final String SECRET = "of-no-worth";

  private final S3Proxy proxy;
  private final Hooked blobs;

  private S3Service(S3Proxy proxy, Hooked blobs) {
    this.proxy = proxy;
    this.blobs = blobs;
  }

  /** Starts one on a free port. */
  public static S3Service start() throws Exception {
    return start(_ -> {});
  }

  /** Starts one that listens for TLS besides, on another free port. */
  public static S3Service start(SelfSigned certificate) throws Exception {
    return start(
        proxy ->
            proxy
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(certificate.keys().toString(), SelfSigned.PASSWORD));
  }

  private static S3Service start(Consumer<S3Proxy.Builder> more) throws Exception {
    System.setProperty("aws.accessKeyId", ACCESS);
    System.setProperty("aws.secretAccessKey", SECRET);
    Hooked blobs = new Hooked(new TransientNio2BlobStore());
    blobs.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
    S3Proxy.Builder builder =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS, SECRET);
    more.accept(builder);
    S3Proxy proxy = builder.build();
    proxy.start();
    return new S3Service(proxy, blobs);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** Where it listens for TLS. */
  public URI secureEndpoint() {
    return URI.create("https://127.0.0.1:" + proxy.getSecurePort());
  }

  /** Its credentials, as another process takes them from its environment. */
  public static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", ACCESS, "AWS_SECRET_ACCESS_KEY", SECRET);
  }

  /** {@code s3://bucket/prefix}. */
  public String address(String prefix) {
    return "s3://%s/%s".formatted(BUCKET, prefix);
  }

  /**
   * Has something happen after each object is there and before the answer goes out.
   *
   * @param hook given the object's key; it may throw {@link #trouble}
   */
  public void afterPut(Consumer<String> hook) {
    blobs.after = hook;
  }

  /**
   * Has something happen before each object is copied.
   *
   * @param hook given the key of the object that is read; it may throw {@link #trouble}
   */
  public void beforeCopy(Consumer<String> hook) {
    blobs.copying = hook;
  }

  /** Thrown by a hook, this becomes an answer that clients try again after. */
  public static RuntimeException trouble() {
    return S3Exception.builder().statusCode(500).message("trouble that a test wants").build();
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }

  private static final class Hooked extends ForwardingBlobStore {
    private volatile Consumer<String> after = _ -> {};
    private volatile Consumer<String> copying = _ -> {};

    Hooked(BlobStore store) {
      super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
      PutObjectResponse response = super.putBlob(request, payload);
      after.accept(request.key());
      return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
      copying.accept(request.sourceKey());
      return super.copyBlob(request);
    }
  }
}
