package io.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Every package says that its types are never null unless they are marked so. */
@AnalyzeClasses(packages = "io.sluice", importOptions = DoNotIncludeTests.class)
class PackageRulesTest {
  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that()
          .resideOutsideOfPackage("io.sluice.schemas..")
          .should(
              new ArchCondition<>("live in a package marked with @NullMarked") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                  String message =
                      "%s: its package %s has no package-info.java with @NullMarked"
                          .formatted(item.getName(), item.getPackageName());
                  events.add(new SimpleConditionEvent(item, marked, message));
                }
              });
}
