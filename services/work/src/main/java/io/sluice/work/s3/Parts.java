package io.sluice.work.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Puts a large file in parts, of which each can be tried again on its own. */
final class Parts {

  private final long partBytes;
  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Map<String, String> metadata;

  Parts(long partBytes, S3Client client, String bucket, String key, Map<String, String> metadata) {
    this.partBytes = partBytes;
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.metadata = metadata;
  }

  /**
   * @param failure makes words of the service's trouble with a key
   */
  void put(Path file, BiFunction<String, SdkException, IOException> failure) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      String upload =
          client
              .createMultipartUpload(it -> it.bucket(bucket).key(key).metadata(metadata))
              .uploadId();
      boolean complete = false;
      try {
        List<CompletedPart> parts = parts(channel, file, upload);
        client.completeMultipartUpload(
            it ->
                it.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));
        complete = true;
      } finally {
        if (!complete) {
          client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload));
        }
      }
    } catch (SdkException e) {
      throw failure.apply(key, e);
    }
  }

  private List<CompletedPart> parts(FileChannel channel, Path file, String upload)
      throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    for (long start = 0; start < channel.size(); start += partBytes) {
      long bytes = Math.min(partBytes, channel.size() - start);
      int number = parts.size() + 1;
      String tag =
          client
              .uploadPart(
                  it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                  body(file, start, bytes))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    return parts;
  }

  private static RequestBody body(Path file, long start, long bytes) {
    ContentStreamProvider content =
        ContentStreamProvider.fromInputStreamSupplier(() -> part(file, start, bytes));
    return RequestBody.fromContentProvider(content, bytes, "application/octet-stream");
  }

  private static InputStream part(Path file, long start, long bytes) {
    try {
      FileChannel channel = FileChannel.open(file);
      channel.position(start);
      return new Part(Channels.newInputStream(channel), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends after so many bytes. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int read = super.read(buffer, offset, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
