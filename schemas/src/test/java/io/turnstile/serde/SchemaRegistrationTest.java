package io.turnstile.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.SharedCluster;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real registry holds the catalogue's schemas, and refuses what would break a reader or a writer. */
class SchemaRegistrationTest {

    private static final String URL = SharedCluster.get().registryUrl();
    private static final RegistryRest REGISTRY = new RegistryRest(URL);
    private static final TopicCatalogue CATALOGUE =
            new TopicCatalogue(new TopicConfiguration("registered.", 1, 1, Duration.ofDays(7)));
    private static final Schema TODAY = LabeledTurn.getClassSchema();

    @BeforeAll
    static void registerAll() {
        SchemaRegistration.registerAll(URL, CATALOGUE.all());
    }

    static Stream<Topic<?>> avroTopics() {
        return CATALOGUE.all().stream().filter(topic -> topic.valueSchema().isPresent());
    }

    @ParameterizedTest
    @MethodSource("avroTopics")
    void aTopicsSchemaStandsUnderItsValueSubject(Topic<?> topic) throws Exception {
        String registered = REGISTRY.latestSchema(topic.name() + "-value");

        assertThat(registered).doesNotContain("avro.java.string");
        assertThat(SchemaParser.parseSingle(registered))
                .isEqualTo(SchemaRegistration.contract(topic.valueSchema().orElseThrow())
                        .rawSchema());
    }

    @ParameterizedTest
    @MethodSource("avroTopics")
    void aSubjectIsGuardedByItsOwnCompatibility(Topic<?> topic) throws Exception {
        assertThat(REGISTRY.compatibilityOf(topic.valueSubject())).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void rawBytesHaveNoSubject() throws Exception {
        assertThat(REGISTRY.versions(CATALOGUE.deadLetters().valueSubject())).isEmpty();
    }

    @Test
    void registeringAgainAddsNoVersion() throws Exception {
        SchemaRegistration.registerAll(URL, CATALOGUE.all());

        assertThat(REGISTRY.versions(CATALOGUE.turns().valueSubject())).containsExactly(1);
    }

    @Test
    void aRequiredFieldWithoutADefaultIsRefused() throws Exception {
        Schema required = with(new Field("reviewer", Schema.create(Schema.Type.STRING), "Who.", (Object) null));

        assertRefused("required-value", required);
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() throws Exception {
        var text = new Field("score", Schema.create(Schema.Type.STRING), "1 to 5.", (Object) null);
        var fields = copy(TODAY.getFields());
        fields.replaceAll(field -> field.name().equals(text.name()) ? text : field);

        assertRefused("retyped-value", record(fields));
    }

    @Test
    void anOptionalFieldWithADefaultIsAccepted() throws Exception {
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        Schema next = with(new Field("reviewer", optional, "Who, if anyone.", JsonProperties.NULL_VALUE));
        String subject = "optional-value";

        SchemaRegistration.register(URL, Map.of(subject, TODAY));
        SchemaRegistration.register(URL, Map.of(subject, next));

        assertThat(REGISTRY.versions(subject)).containsExactly(1, 2);
        assertThat(REGISTRY.latestSchema(subject)).contains("reviewer");
    }

    @Test
    void aRegistryThatIsNotThereIsNamedByItsSetting() throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();

        assertThatThrownBy(() -> SchemaRegistration.registerAll(nobody, List.of(CATALOGUE.turns())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(CATALOGUE.turns().valueSubject())
                .hasMessageContaining("registry.url");
    }

    private static void assertRefused(String subject, Schema next) throws IOException, InterruptedException {
        SchemaRegistration.register(URL, Map.of(subject, TODAY));

        assertThatThrownBy(() -> SchemaRegistration.register(URL, Map.of(subject, next)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused the schema of " + subject)
                .hasMessageContaining("FULL_TRANSITIVE");

        assertThat(REGISTRY.versions(subject)).containsExactly(1);
    }

    private static Schema with(Field added) {
        var fields = copy(TODAY.getFields());
        fields.add(added);
        return record(fields);
    }

    private static Schema record(List<Field> fields) {
        return Schema.createRecord(TODAY.getName(), TODAY.getDoc(), TODAY.getNamespace(), false, fields);
    }

    /** Avro lets a field belong to one record only. */
    private static List<Field> copy(List<Field> fields) {
        var copies = new ArrayList<Field>();
        fields.forEach(field -> copies.add(new Field(field, field.schema())));
        return copies;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
