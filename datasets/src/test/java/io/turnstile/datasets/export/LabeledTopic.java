package io.turnstile.datasets.export;

import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic {@code labeled} of its own on the one broker of this module's tests. */
public record LabeledTopic(TopicCatalogue catalogue) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final EmbeddedCluster EMBEDDED = EmbeddedCluster.start(EmbeddedConfiguration.temporary());

    /** The broker and the registry. */
    public static Cluster cluster() {
        return new Cluster(EMBEDDED.bootstrapServers(), EMBEDDED.registryUrl(), Map.of());
    }

    static LabeledTopic create(String prefix, int partitions) throws InterruptedException {
        var catalogue = new TopicCatalogue(new TopicConfiguration(prefix + ".", partitions, 1, Duration.ofDays(1)));
        List<Topic<?>> topics = List.of(catalogue.labeled());
        try (var admin = Admin.create(cluster().clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, topics, 1);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            admin.describeTopics(List.of(catalogue.labeled().name()))
                                            .allTopicNames()
                                            .get()
                                            .size()
                                    == 1);
        }
        SchemaRegistration.registerAll(cluster().registryUrl(), topics);
        return new LabeledTopic(catalogue);
    }

    LabeledTopic send(Collection<LabeledTurn> turns) {
        return send(turns, null);
    }

    /** @param time of the records, epoch milliseconds; null: now */
    LabeledTopic send(Collection<LabeledTurn> turns, Long time) {
        try (var producer = producer()) {
            turns.forEach(turn -> producer.send(record(turn.getMessageId(), turn, time)));
        }
        return this;
    }

    LabeledTopic withdraw(Collection<String> messageIds) {
        try (var producer = producer()) {
            messageIds.forEach(id -> producer.send(record(id, null, null)));
        }
        return this;
    }

    private ProducerRecord<String, LabeledTurn> record(String key, LabeledTurn turn, Long time) {
        return new ProducerRecord<>(catalogue.labeled().name(), null, time, key, turn);
    }

    private KafkaProducer<String, LabeledTurn> producer() {
        var serde = new AvroSerdes(cluster().registryUrl()).valueSerde(catalogue.labeled());
        return new KafkaProducer<>(cluster().clientProperties(Map.of()), new StringSerializer(), serde.serializer());
    }

    /** What an export of it works with; batches are small, so that several are committed. */
    ExportEnvironment environment(TextClusters clusters) {
        return environment(clusters, InstantSource.system());
    }

    ExportEnvironment environment(TextClusters clusters, InstantSource clock) {
        return new ExportEnvironment(
                cluster(), catalogue, new ExportConfiguration(256, 200), clusters, List.of(), clock);
    }
}
