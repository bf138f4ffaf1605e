package io.turnstile.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check itself finds what it is there to find. */
class SchemaHistoryTest {

    private static final Schema FIRST =
            SchemaBuilder.record("Sample").fields().requiredString("id").endRecord();
    private static final Schema WITH_OPTIONAL = SchemaBuilder.record("Sample")
            .fields()
            .requiredString("id")
            .optionalString("note")
            .endRecord();

    @TempDir
    private Path root;

    private SchemaHistory history;

    @BeforeEach
    void commitFirst() throws Exception {
        history = SchemaHistory.of(root, FIRST);
        history.write(FIRST);
    }

    @Test
    void whatWasWrittenIsCurrentUntilTheSchemaChanges() throws Exception {
        assertThat(history.isCurrent(FIRST)).isTrue();
        assertThat(history.isCurrent(WITH_OPTIONAL)).isFalse();
    }

    @Test
    void aChangedDocIsAChange() throws Exception {
        Path file = root.resolve("Sample").resolve("1.avsc");
        Files.writeString(file, FIRST.toString().replaceFirst("\"fields\"", "\"doc\":\"As it was.\",$0"));

        assertThat(history.versions()).extracting(Schema::getDoc).containsExactly("As it was.");
        assertThat(history.isCurrent(FIRST)).isFalse();
    }

    @Test
    void aSchemaWithoutHistoryIsNotCurrent() throws Exception {
        assertThat(SchemaHistory.of(root.resolve("empty"), FIRST).isCurrent(FIRST))
                .isFalse();
    }

    @Test
    void theNextVersionStandsBesideTheEarlierOnes() throws Exception {
        history.write(WITH_OPTIONAL);

        assertThat(history.isCurrent(WITH_OPTIONAL)).isTrue();
        assertThat(history.versions()).containsExactly(FIRST, WITH_OPTIONAL);
        assertThat(root.resolve("Sample")).isDirectoryContaining("glob:**/2.avsc");
    }

    @Test
    void anOptionalFieldIsNoConflict() throws Exception {
        assertThat(history.conflicts(WITH_OPTIONAL)).isEmpty();
    }

    @Test
    void aRequiredFieldIsAConflictForItsReader() throws Exception {
        Schema required = SchemaBuilder.record("Sample")
                .fields()
                .requiredString("id")
                .requiredString("note")
                .endRecord();

        assertThat(history.conflicts(required))
                .singleElement()
                .asString()
                .startsWith("today's schema does not read")
                .contains("1.avsc", "note");
    }

    @Test
    void aRemovedRequiredFieldIsAConflictForEarlierReaders() throws Exception {
        Schema empty = SchemaBuilder.record("Sample").fields().endRecord();

        assertThat(history.conflicts(empty))
                .singleElement()
                .asString()
                .contains("does not read what today's schema writes", "id");
    }

    @Test
    void aConflictWithAnOldVersionIsFoundBehindANewerOne() throws Exception {
        Schema withText = SchemaBuilder.record("Sample")
                .fields()
                .optionalString("note")
                .requiredString("id")
                .endRecord();
        Schema withNumber = SchemaBuilder.record("Sample")
                .fields()
                .optionalInt("note")
                .requiredString("id")
                .endRecord();
        history.write(withText);
        history.write(FIRST);

        assertThat(history.conflicts(withNumber))
                .isNotEmpty()
                .allSatisfy(conflict -> assertThat(conflict).contains("2.avsc"));
    }
}
