package io.sluice.engine.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids that follow from identity: the same parts give the same id, everywhere and always. */
public final class Ids {

  private Ids() {}

  /** A name-based UUID (RFC 9562, version 3) over the parts, each with its length before it. */
  public static String of(String... parts) {
    String name =
        Arrays.stream(parts)
            .map(part -> part.length() + ":" + part)
            .collect(Collectors.joining("/"));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
