package io.sluice.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;

/** The engine decides from its arguments alone: no files, no network, no clock, no chance. */
@AnalyzeClasses(packages = "io.sluice.engine", importOptions = DoNotIncludeTests.class)
class EnginePurityTest {
  private static final Set<String> ANSWERS_DIFFER =
      Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "random", "randomUUID");

  @ArchTest
  static final ArchRule NEEDS_ONLY_THE_JDK =
      classes()
          .that()
          .resideOutsideOfPackage("io.sluice.engine.schedule")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sluice.engine..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule SCHEDULES_NEED_CRON_TOO =
      classes()
          .that()
          .resideInAPackage("io.sluice.engine.schedule")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.sluice.engine..", "java..", "org.jspecify..", "com.cronutils..");

  @ArchTest
  static final ArchRule TOUCHES_NOTHING_OUTSIDE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule DRAWS_NO_LOTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(Splittable)?Random|java\\.util\\.random\\..*")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.SecureRandom");

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule ASKS_NOTHING_THAT_CHANGES =
      noClasses().should().callMethodWhere(asksWhatChanges());

  private static DescribedPredicate<JavaCall<?>> asksWhatChanges() {
    return describe(
        "ask the time, the environment or chance", call -> isAnswerThatChanges(call.getTarget()));
  }

  private static boolean isAnswerThatChanges(AccessTarget target) {
    String owner = target.getOwner().getName();
    if (owner.startsWith("java.time.")) {
      return target.getName().equals("now");
    }
    return owner.startsWith("java.") && ANSWERS_DIFFER.contains(target.getName());
  }
}
