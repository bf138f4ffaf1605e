package io.turnstile.producers.kusto;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics of its own for a test, on the one broker and registry of this package's tests. */
record SourceTopics(Cluster cluster, String prefix, TopicCatalogue catalogue) {

    /** A producer that takes over asks again until the transaction before its own is aborted, which takes milliseconds. */
    private static final Map<String, String> IMPATIENT = Map.of("retry.backoff.ms", "10", "retry.backoff.max.ms", "50");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Started by the first that asks: a producer in a process of its own does not. */
    private static final class Embedded {
        private static final EmbeddedCluster CLUSTER = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
    }

    static SourceTopics create() throws InterruptedException {
        var embedded = Embedded.CLUSTER;
        var cluster = new Cluster(embedded.bootstrapServers(), embedded.registryUrl(), IMPATIENT);
        String prefix = "k" + NUMBER.incrementAndGet() + ".";
        var catalogue = catalogue(prefix);
        List<Topic<?>> used = List.of(catalogue.telemetry(), catalogue.deadLetters(), catalogue.sourceCursors());
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, used, 1);
        }
        SchemaRegistration.registerAll(cluster.registryUrl(), used);
        return new SourceTopics(cluster, prefix, catalogue);
    }

    static TopicCatalogue catalogue(String prefix) {
        return new TopicCatalogue(new TopicConfiguration(prefix, 2, 1, Duration.ofDays(36_500)));
    }

    static Redaction redaction() {
        return Redaction.of(RedactionConfiguration.byDefault());
    }

    /** Tiny transactions, so that one which ended with anything but a position would be found. */
    static ProducerConfiguration configuration() {
        return new ProducerConfiguration(
                "test", 2, Duration.ofMillis(5), Duration.ofMinutes(1), Duration.ofMinutes(55), 10_000);
    }

    /** The message ids of the rows that readers of committed records see. */
    List<String> committedRows() {
        var ids = new ArrayList<String>();
        var topic = catalogue.telemetry();
        try (var serde = new AvroSerdes(cluster.registryUrl()).valueSerde(topic)) {
            for (byte[] value : read(topic)) {
                TelemetryRow row = serde.deserializer().deserialize(topic.name(), value);
                ids.add(row.getProperties().get("messageId"));
            }
        }
        return ids;
    }

    int deadLetters() {
        return read(catalogue.deadLetters()).size();
    }

    private List<byte[]> read(Topic<?> topic) {
        Map<String, Object> own = Map.of("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var read = new ArrayList<byte[]>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.value()));
            }
            return read;
        }
    }
}
