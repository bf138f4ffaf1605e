package io.turnstile.producers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.config.Cluster;
import io.turnstile.schema.SourceCursor;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The positions of sources, as they were committed to topic source-cursors. */
public final class SourceCursors {

    private static final Duration POLL = Duration.ofMillis(250);

    /** Beyond the longest time-out of a transaction that brokers grant by default. */
    private static final Duration PATIENCE = Duration.ofMinutes(16);

    private SourceCursors() {}

    /** The transactional id under which a source's rows and positions are sent. */
    static String transactionalId(ProducerConfiguration configuration, String source) {
        return configuration.transactionalId() + "-" + source;
    }

    /**
     * The positions by the source's name.
     *
     * @throws ProduceException if the topic is missing, or the cluster does not answer
     */
    public static Map<String, SourceCursor> read(Cluster cluster, TopicCatalogue topics) {
        Topic<SourceCursor> topic = topics.sourceCursors();
        // As far as the log goes, not only as far as it is stable: a position that was committed stands hidden behind
        // the open transaction of another source, and to miss it would be to read rows again.
        Map<TopicPartition, Long> ends = PartitionEnds.await(cluster, topic);
        var deserializer =
                new AvroSerdes(cluster.registryUrl()).valueSerde(topic).deserializer();
        // A fetch that waits for more at the end of the log would hold up the close by as long.
        Map<String, Object> own =
                Map.of("isolation.level", "read_committed", "enable.auto.commit", false, "fetch.max.wait.ms", 10);
        try (var consumer =
                new KafkaConsumer<>(cluster.clientProperties(own), new StringDeserializer(), deserializer)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            return readTo(consumer, ends);
        } catch (KafkaException e) {
            throw new ProduceException(
                    "The positions in topic " + topic.name() + " cannot be read: " + e.getMessage()
                            + ". Check bootstrap.servers, registry.url and the principal's READ permission.",
                    e);
        }
    }

    private static Map<String, SourceCursor> readTo(
            KafkaConsumer<String, SourceCursor> consumer, Map<TopicPartition, Long> ends) {
        var cursors = new TreeMap<String, SourceCursor>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("a transaction has been open for " + PATIENCE.toMinutes() + " minutes");
            }
            consumer.poll(POLL).forEach(record -> {
                if (record.value() == null) {
                    cursors.remove(record.key());
                } else {
                    cursors.put(record.key(), record.value());
                }
            });
        }
        return cursors;
    }

    /**
     * Sets a source's position. A producer of that source that is running is fenced, and stops with a message.
     *
     * @param cursor null forgets the position
     * @throws ProduceException if the cluster does not take it
     */
    public static void write(
            Cluster cluster,
            TopicCatalogue topics,
            ProducerConfiguration configuration,
            String source,
            SourceCursor cursor) {
        Topic<SourceCursor> topic = topics.sourceCursors();
        PartitionEnds.await(cluster, topic);
        Map<String, Object> own = Map.of("transactional.id", transactionalId(configuration, source), "acks", "all");
        var bytes = new ByteArraySerializer();
        try (var serializer =
                        new AvroSerdes(cluster.registryUrl()).valueSerde(topic).serializer();
                var producer = new KafkaProducer<>(cluster.clientProperties(own), bytes, bytes)) {
            byte[] value = cursor == null ? null : serializer.serialize(topic.name(), cursor);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic.name(), source.getBytes(UTF_8), value));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new ProduceException(
                    "The position of source " + source + " was not written to topic " + topic.name() + ": "
                            + e.getMessage()
                            + ". Check bootstrap.servers, registry.url and the principal's permissions.",
                    e);
        }
    }
}
