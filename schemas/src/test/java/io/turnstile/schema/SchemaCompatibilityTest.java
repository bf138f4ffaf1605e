package io.turnstile.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Settings;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever committed and today's read each other's records, so that producers and consumers upgrade in
 * any order and old topics can be replayed. The registry enforces the same against what it holds; this holds without one.
 */
class SchemaCompatibilityTest {

    /** Set to true, the next version is written where today's schema has changed. */
    private static final String WRITE_PROPERTY = "turnstile.schema.write";

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "history");

    static Stream<Named<Schema>> valueSchemas() {
        var settings = Settings.resolve(TopicConfiguration.SETTINGS, Map.of(), Map.of(), Map.of());
        return new TopicCatalogue(TopicConfiguration.from(settings))
                .all().stream()
                        .map(Topic::valueSchema)
                        .flatMap(Optional::stream)
                        .distinct()
                        .map(schema -> Named.of(schema.getName(), schema));
    }

    @ParameterizedTest
    @MethodSource("valueSchemas")
    void todaysSchemaIsTheNewestCommittedVersion(Schema schema) throws Exception {
        var history = SchemaHistory.of(ROOT, schema);
        if (Boolean.getBoolean(WRITE_PROPERTY) && !history.isCurrent(schema)) {
            history.write(schema);
        }

        assertThat(history.isCurrent(schema))
                .as(
                        "The schema of %s is not its newest version in %s. If the change is meant, run"
                                + " 'mvn -pl schemas -am test -D%s=true' and commit the file that it writes",
                        schema.getName(), history.directory(), WRITE_PROPERTY)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("valueSchemas")
    void todaysSchemaAndAllEarlierOnesReadEachOther(Schema schema) throws Exception {
        assertThat(SchemaHistory.of(ROOT, schema).conflicts(schema)).isEmpty();
    }

    @Test
    void noCommittedFileIsOutsideAHistory() throws Exception {
        try (Stream<Path> directories = Files.list(ROOT)) {
            for (Path directory : directories.toList()) {
                try (Stream<Path> files = Files.list(directory)) {
                    assertThat(files)
                            .hasSize(new SchemaHistory(directory).versions().size());
                }
            }
        }
    }

    @Test
    void committedSchemasSayNothingOfJava() throws Exception {
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("avro.java"));
        }
    }
}
