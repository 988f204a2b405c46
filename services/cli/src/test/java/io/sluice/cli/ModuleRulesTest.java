package io.sluice.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.wire.ClientSettings;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Dependencies run one way: shells to wire and work, those to the engine, wire to the schemas. */
@AnalyzeClasses(packages = "io.sluice", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {
  private static final String SCHEMAS = "io.sluice.schemas..";
  private static final String ENGINE = "io.sluice.engine..";
  private static final String WIRE = "io.sluice.wire..";
  private static final String WORK = "io.sluice.work..";
  private static final String EMBEDDED = "io.sluice.embedded..";
  private static final String TESTKIT = "io.sluice.testkit..";
  private static final String SHELL = "io.sluice.shell..";
  private static final String RUNS = "io.sluice.runs..";
  private static final String INTAKE = "io.sluice.intake..";
  private static final String SCHEDULER = "io.sluice.scheduler..";
  private static final String STAGE = "io.sluice.stage..";
  private static final String VALIDATION = "io.sluice.validation..";
  private static final String STANDALONE = "io.sluice.standalone..";
  private static final String CLI = "io.sluice.cli..";
  private static final String OURS = "io.sluice..";
  private static final String MICRONAUT = "io.micronaut..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final Set<String> CLIENTS =
      Set.of(
          KafkaConsumer.class.getName(),
          KafkaProducer.class.getName(),
          KafkaShareConsumer.class.getName(),
          "org.apache.kafka.streams.KafkaStreams");

  @ArchTest static final ArchRule SCHEMAS_KNOW_NO_OTHER_MODULE = ofOurs(SCHEMAS);

  @ArchTest static final ArchRule ENGINE_KNOWS_NO_OTHER_MODULE = ofOurs(ENGINE);

  @ArchTest static final ArchRule WIRE_KNOWS_ENGINE_AND_SCHEMAS = ofOurs(WIRE, ENGINE, SCHEMAS);

  @ArchTest static final ArchRule WORK_KNOWS_ENGINE = ofOurs(WORK, ENGINE);

  @ArchTest static final ArchRule EMBEDDED_KNOWS_WIRE = ofOurs(EMBEDDED, WIRE, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule SHELL_KNOWS_NO_SERVICE = ofOurs(SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule RUNS_KNOWS_NO_OTHER_SHELL =
      ofOurs(RUNS, SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule INTAKE_KNOWS_NO_OTHER_SHELL =
      ofOurs(INTAKE, SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule SCHEDULER_KNOWS_NO_OTHER_SHELL =
      ofOurs(SCHEDULER, SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule STAGE_KNOWS_NO_OTHER_SHELL =
      ofOurs(STAGE, SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule VALIDATION_KNOWS_NO_OTHER_SHELL =
      ofOurs(VALIDATION, SHELL, WIRE, WORK, ENGINE, SCHEMAS);

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_KNOWS_STANDALONE =
      noClasses()
          .that()
          .resideOutsideOfPackages(STANDALONE, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(STANDALONE);

  @ArchTest
  static final ArchRule NOTHING_SHIPPED_KNOWS_THE_TESTKIT =
      noClasses()
          .that()
          .resideOutsideOfPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TESTKIT);

  @ArchTest
  static final ArchRule WIRE_AND_WORK_KNOW_NO_MICRONAUT =
      noClasses()
          .that()
          .resideInAnyPackage(WIRE, WORK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(MICRONAUT);

  @ArchTest
  static final ArchRule WORK_KNOWS_NO_KAFKA =
      noClasses()
          .that()
          .resideInAPackage(WORK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(KAFKA);

  @ArchTest
  static final ArchRule KAFKAS_CLIENTS_ARE_TOLD_WHAT_THE_CONNECTION_KNOWS =
      classes()
          .that(makeAClientOfKafka())
          .and()
          .resideOutsideOfPackages(EMBEDDED, "io.sluice.cli.bench..")
          .should()
          .dependOnClassesThat(type(ClientSettings.class));

  private static DescribedPredicate<JavaClass> makeAClientOfKafka() {
    return describe(
        "make a client of Kafka",
        item ->
            item.getConstructorCallsFromSelf().stream()
                    .anyMatch(call -> CLIENTS.contains(call.getTargetOwner().getName()))
                || item.getMethodCallsFromSelf().stream()
                    .anyMatch(
                        call ->
                            call.getTargetOwner().getName().equals(Admin.class.getName())
                                && call.getName().equals("create")));
  }

  @ArchTest
  static final ArchRule PACKAGES_ARE_NAMED_BY_CAPABILITY =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..models..", "..utils..", "..util..", "..helpers..", "..common..", "..misc..");

  private static ArchRule ofOurs(String module, String... known) {
    String[] allowed = new String[known.length + 1];
    allowed[0] = module;
    System.arraycopy(known, 0, allowed, 1, known.length);
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage(OURS)));
  }
}
