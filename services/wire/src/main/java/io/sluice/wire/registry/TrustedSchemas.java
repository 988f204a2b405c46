package io.sluice.wire.registry;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro make instances of this project's generated classes, which it refuses by default since a
 * schema could name any class (AVRO-4189). Other packages are trusted by the system property {@code
 * org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
final class TrustedSchemas {
  private static final String PACKAGE = "io.sluice.schemas";

  static {
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityPredicate ours =
        type ->
            type.getPackageName().equals(PACKAGE)
                || type.getPackageName().startsWith(PACKAGE + ".");
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ours, before));
  }

  private TrustedSchemas() {}

  /** Trusts once; further calls do nothing. */
  static void trust() {
    // The static initialiser has done it by the time that anyone gets here.
  }
}
