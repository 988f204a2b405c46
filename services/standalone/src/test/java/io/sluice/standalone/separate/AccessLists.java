package io.sluice.standalone.separate;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Gives and takes rights, as the commands that {@code deploy/acls.sh} prints would. */
record AccessLists(Admin admin) {

  private static final Path SCRIPT = Path.of("../../deploy/acls.sh").toAbsolutePath().normalize();

  /** What the script prints for a service. */
  static List<AclBinding> of(String service, String installation, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), service));
    command.addAll(List.of("User:" + service, installation));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(words);
    }
    return words.lines().flatMap(line -> bindings(List.of(line.split(" "))).stream()).toList();
  }

  private static List<AclBinding> bindings(List<String> words) {
    ResourceType type = words.contains("--topic") ? ResourceType.TOPIC : ResourceType.GROUP;
    ResourcePattern on =
        new ResourcePattern(
            type,
            after(words, type == ResourceType.TOPIC ? "--topic" : "--group"),
            PatternType.LITERAL);
    String principal = after(words, "--allow-principal");
    List<AclBinding> bindings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--operation")) {
        bindings.add(
            new AclBinding(
                on,
                new AccessControlEntry(
                    principal,
                    "*",
                    SecurityUtils.operation(words.get(i + 1)),
                    AclPermissionType.ALLOW)));
      }
    }
    return bindings;
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  void give(Collection<AclBinding> bindings) throws Exception {
    admin.createAcls(bindings).all().get();
    awaitKnown(bindings, true);
  }

  void take(Collection<AclBinding> bindings) throws Exception {
    admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
    awaitKnown(bindings, false);
  }

  /** A broker learns of them in its own time. */
  private void awaitKnown(Collection<AclBinding> bindings, boolean present) {
    Set<AclBinding> wanted = new HashSet<>(bindings);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              Collection<AclBinding> all = admin.describeAcls(AclBindingFilter.ANY).values().get();
              return present ? all.containsAll(wanted) : wanted.stream().noneMatch(all::contains);
            });
  }
}
