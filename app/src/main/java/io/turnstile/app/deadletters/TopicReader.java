package io.turnstile.app.deadletters;

import io.turnstile.config.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records as bytes, from where it is told to where a topic ends at the time. */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(Cluster cluster) {
        // A fetch that waits at the end of one partition would hold up the seek to the next.
        Map<String, Object> own =
                Map.of("isolation.level", "read_committed", "enable.auto.commit", false, "fetch.max.wait.ms", 10);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        partitions.forEach(partition -> from(new Place(topic, partition.partition(), 0), action));
    }

    /** Of one partition, what stands at a place and behind it. */
    void from(Place place, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partition = List.of(place.in());
        seek(place);
        long end = consumer.endOffsets(partition).get(place.in());
        while (consumer.position(place.in()) < end) {
            consumer.poll(POLL).forEach(action);
        }
    }

    /** The record at a place; empty if it is no longer there. */
    Optional<ConsumerRecord<byte[], byte[]>> at(Place place) {
        seek(place);
        long end = consumer.endOffsets(List.of(place.in())).get(place.in());
        while (consumer.position(place.in()) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return record.offset() == place.offset() ? Optional.of(record) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void seek(Place place) {
        List<TopicPartition> partition = List.of(place.in());
        consumer.assign(partition);
        long first = consumer.beginningOffsets(partition).get(place.in());
        consumer.seek(place.in(), Math.max(first, place.offset()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
