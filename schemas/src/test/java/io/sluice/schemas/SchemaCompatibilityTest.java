package io.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {

  /** Reads what every earlier writer wrote, and is read by every earlier reader. */
  private static final SchemaValidator FULL_TRANSITIVE =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  @BeforeAll
  static void approveWhenAsked() {
    if (Boolean.getBoolean("approve")) {
      ApprovedSchemas.current().forEach(ApprovedSchemas::approve);
    }
  }

  static Stream<Schema> records() {
    return ApprovedSchemas.current().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldStandApprovedAsItIs(Schema record) {
    assertThat(ApprovedSchemas.of(record))
        .as("approve a change of %s with: mvn -pl schemas test -Dapprove=true", record.getName())
        .isNotEmpty()
        .last()
        .isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldBeCompatibleWithEverySnapshot(Schema record) {
    assertThatCode(() -> validate(record, ApprovedSchemas.of(record))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldExplainEveryField(Schema record) {
    assertThat(record.getDoc()).isNotBlank();
    assertThat(record.getFields())
        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
  }

  @Test
  void shouldRefuseFieldWithoutDefault() {
    // given
    Schema before = SchemaBuilder.record("Event").fields().requiredString("run").endRecord();
    Schema after =
        SchemaBuilder.record("Event")
            .fields()
            .requiredString("run")
            .requiredLong("ordinal")
            .endRecord();

    // then
    assertThatThrownBy(() -> validate(after, List.of(before)))
        .isInstanceOf(SchemaValidationException.class);
  }

  private static void validate(Schema record, List<Schema> earlier)
      throws SchemaValidationException {
    List<Schema> newestFirst = new ArrayList<>(earlier);
    Collections.reverse(newestFirst);
    FULL_TRANSITIVE.validate(record, newestFirst);
  }
}
