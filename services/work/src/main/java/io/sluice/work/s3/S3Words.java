package io.sluice.work.s3;

import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What people are told when the S3 service does not do what it is asked. */
final class S3Words {

  private static final int FORBIDDEN = 403;

  private S3Words() {}

  static String of(SdkException e, String act, String place, S3Settings settings) {
    return switch (e) {
      case NoSuchBucketException _ ->
          "There is no bucket %s (%s): create it, or correct the store's address"
              .formatted(settings.bucket(), settings.where());
      case S3Exception s3 when s3.statusCode() == FORBIDDEN ->
          "The S3 service does not let these credentials %s %s (%s): check them and the bucket's policy"
              .formatted(act, place, detail(s3));
      case S3Exception s3 -> "The S3 service could not %s %s: %s".formatted(act, place, detail(s3));
      case SdkClientException client when words(client).contains("credentials") ->
          "There are no credentials for the S3 store %s: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or one of the other ways of Amazon's SDK"
              .formatted(settings.where());
      default -> "The S3 store %s cannot be reached: %s".formatted(settings.where(), words(e));
    };
  }

  private static String detail(S3Exception e) {
    return e.awsErrorDetails() == null
        ? "status " + e.statusCode()
        : "%s, status %d".formatted(e.awsErrorDetails().errorCode(), e.statusCode());
  }

  private static String words(SdkException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
