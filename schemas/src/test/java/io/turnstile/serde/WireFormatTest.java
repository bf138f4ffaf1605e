package io.turnstile.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.turnstile.SharedCluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is on the wire, read without Turnstile's own classes. */
class WireFormatTest {

    private static final EmbeddedCluster CLUSTER = SharedCluster.get();
    private static final RegistryRest REGISTRY = new RegistryRest(CLUSTER.registryUrl());
    private static final AvroSerdes SERDES = new AvroSerdes(CLUSTER.registryUrl());
    private static final Topic<LabeledTurn> TOPIC = catalogue("wire.").labeled();
    private static final int HEADER_BYTES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void createTopicAndSubject() throws InterruptedException {
        SchemaRegistration.registerAll(CLUSTER.registryUrl(), List.of(TOPIC));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", CLUSTER.bootstrapServers()))) {
            TopicCreation.createMissing(admin, List.of(TOPIC), 1);
        }
    }

    @Test
    void aValueIsMagicZeroThenTheSchemaIdThenAvroBinary() throws Exception {
        LabeledTurn turn = LabeledTurns.example();

        ByteBuffer bytes = ByteBuffer.wrap(serialize(TOPIC.name(), turn));

        assertThat(bytes.get()).isZero();
        GenericRecord decoded = decode(bytes.getInt(), bytes);
        assertThat(decoded).isEqualTo(generic(turn));
        assertThat(decoded.get("text")).hasToString(turn.getText());
        assertThat(decoded.get("label")).isEqualTo(0);
    }

    @Test
    void aPlainConsumerWithConfluentsDeserializerReadsTheRecordAndTheTombstone() throws Exception {
        LabeledTurn turn = LabeledTurns.example();

        send(turn);
        send(null);

        List<Object> values = readTwo();
        assertThat(values.get(0)).isInstanceOf(GenericData.Record.class).isEqualTo(generic(turn));
        assertThat(values.get(1)).isNull();
    }

    @Test
    void aRecordIsReadBackAsItsOwnClass() {
        LabeledTurn turn = LabeledTurns.example();

        byte[] bytes = serialize(TOPIC.name(), turn);

        assertThat(deserialize(TOPIC.name(), bytes)).isEqualTo(turn);
    }

    @Test
    void aTombstoneStaysNull() {
        assertThat(serialize(TOPIC.name(), null)).isNull();
        assertThat(deserialize(TOPIC.name(), null)).isNull();
    }

    @Test
    void theSubjectStaysTheTopicsUnderTheNameOfAChangelog() throws Exception {
        String changelog = "application-labeled-store-changelog";
        LabeledTurn turn = LabeledTurns.example();

        byte[] bytes = serialize(changelog, turn);

        assertThat(bytes).isEqualTo(serialize(TOPIC.name(), turn));
        assertThat(deserialize(changelog, bytes)).isEqualTo(turn);
        assertThat(REGISTRY.versions(changelog + "-value")).isEmpty();
    }

    @Test
    void aSchemaThatIsNotRegisteredIsNeitherWrittenNorRegistered() throws Exception {
        Topic<LabeledTurn> unregistered = catalogue("unregistered.").labeled();
        var serializer = SERDES.valueSerde(unregistered).serializer();

        assertThatThrownBy(() -> serializer.serialize(unregistered.name(), LabeledTurns.example()))
                .isInstanceOf(SerializationException.class);

        assertThat(REGISTRY.versions(unregistered.valueSubject())).isEmpty();
    }

    @Test
    void rawBytesPassAsTheyAre() {
        Topic<byte[]> deadLetters = catalogue("wire.").deadLetters();
        byte[] bytes = {1, 2, 3};

        var serde = SERDES.valueSerde(deadLetters);

        assertThat(serde.serializer().serialize(deadLetters.name(), bytes)).isEqualTo(bytes);
        assertThat(serde.deserializer().deserialize(deadLetters.name(), bytes)).isEqualTo(bytes);
    }

    private static TopicCatalogue catalogue(String prefix) {
        return new TopicCatalogue(new TopicConfiguration(prefix, 1, 1, Duration.ofDays(7)));
    }

    private static byte[] serialize(String topic, LabeledTurn turn) {
        return SERDES.valueSerde(TOPIC).serializer().serialize(topic, turn);
    }

    private static LabeledTurn deserialize(String topic, byte[] bytes) {
        return SERDES.valueSerde(TOPIC).deserializer().deserialize(topic, bytes);
    }

    /** The same content without the generated class. */
    private static GenericRecord generic(LabeledTurn turn) {
        var contract = SchemaRegistration.contract(turn.getSchema()).rawSchema();
        return GenericData.get().deepCopy(contract, (GenericRecord) turn);
    }

    private static GenericRecord decode(int schemaId, ByteBuffer bytes) throws IOException, InterruptedException {
        var schema = SchemaParser.parseSingle(REGISTRY.schemaById(schemaId));
        var decoder = DecoderFactory.get()
                .binaryDecoder(bytes.array(), HEADER_BYTES, bytes.array().length - HEADER_BYTES, null);
        GenericRecord decoded = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        assertThat(decoder.isEnd()).as("nothing follows the record").isTrue();
        return decoded;
    }

    private static void send(LabeledTurn turn) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", CLUSTER.bootstrapServers());
        try (var producer = new KafkaProducer<>(
                settings, new StringSerializer(), SERDES.valueSerde(TOPIC).serializer())) {
            producer.send(new ProducerRecord<>(TOPIC.name(), "message-1", turn)).get();
        }
    }

    /** As a consumer outside this project is set up: no specific reader, nothing but the registry's address. */
    private static List<Object> readTwo() {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", CLUSTER.bootstrapServers()));
        settings.put("schema.registry.url", CLUSTER.registryUrl());
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", KafkaAvroDeserializer.class);
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<String, Object>(settings)) {
            var partition = new TopicPartition(TOPIC.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<Object>();
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
                return values.size() >= 2;
            });
            return values;
        }
    }
}
