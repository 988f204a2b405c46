package io.sluice.wire.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class AccessListTest {

  private static final Path FILE = Path.of("../../deploy/acls.csv");

  /** They make no topics. */
  private static final Set<String> PEOPLE = Set.of("command", "rebuild");

  @Test
  void shouldListTheRightsOfEachService() throws Exception {
    // when
    String found = String.join("\n", lines()) + "\n";

    // then
    if (Boolean.getBoolean("approve")) {
      Files.writeString(FILE, found);
    }
    assertThat(FILE).as("is made by this test with -Dapprove=true").hasContent(found);
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("service,resource,name,operations,to make it");
    services()
        .forEach(
            (service, rights) -> rights.rights().forEach(right -> lines.add(line(service, right))));
    return lines;
  }

  private static Map<String, ServiceRights> services() {
    TopicNames names = TopicNames.of("INSTALLATION");
    Map<String, ServiceRights> services = new LinkedHashMap<>();
    services.put("runs", ServiceRights.runs(names));
    services.put("stage", ServiceRights.stage(names, "POOL"));
    services.put("validation", ServiceRights.validation(names));
    services.put("stage-decide", ServiceRights.stageDeciders(names, "POOL"));
    services.put("stage-work", ServiceRights.stageWorkers(names, "POOL"));
    services.put("validation-decide", ServiceRights.validationDeciders(names));
    services.put("validation-work", ServiceRights.validationWorkers(names));
    services.put("intake", ServiceRights.intake(names));
    services.put("scheduler", ServiceRights.scheduler(names));
    services.put("command", ServiceRights.command(names));
    services.put("rebuild", ServiceRights.rebuild(names, "POOL"));
    return services;
  }

  private static String line(String service, Right right) {
    boolean makes = right.kind() == Right.Kind.TOPIC && !PEOPLE.contains(service);
    return "%s,%s,%s,%s,%s"
        .formatted(
            service,
            right.kind().resource().name().toLowerCase(Locale.ROOT),
            right.name(),
            right.operations().stream()
                .sorted()
                .map(AccessListTest::asKafkasToolsCallIt)
                .collect(Collectors.joining(" ")),
            makes ? "Create" : "");
  }

  private static String asKafkasToolsCallIt(AclOperation operation) {
    return Arrays.stream(operation.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
