package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads topics as they stand. Values are passed on one by one: a topic need not fit into memory. */
public final class StandingRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerdes serdes;

    public StandingRecords(Cluster cluster) {
        // A fetch that waits at the end of one topic would hold up the seek to the next.
        Map<String, Object> own =
                Map.of("isolation.level", "read_committed", "enable.auto.commit", false, "fetch.max.wait.ms", 10);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        serdes = new AvroSerdes(cluster.registryUrl());
    }

    /** The latest value of each key of a compacted topic, without those that were deleted. */
    public <V> void latest(Topic<V> topic, Consumer<V> action) {
        Set<Place> places = new HashSet<>(placesOfLatest(topic).values());
        Deserializer<V> deserializer = serdes.valueSerde(topic).deserializer();
        scan(topic, record -> {
            if (places.contains(Place.of(record))) {
                action.accept(deserializer.deserialize(topic.name(), record.value()));
            }
        });
    }

    /** The latest values of some keys of a compacted topic, by key, without those that were deleted. */
    public <V> Map<String, V> latestOf(Topic<V> topic, Set<String> keys) {
        var bytes = new HashMap<String, byte[]>();
        scan(topic, record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (keys.contains(key)) {
                bytes.put(key, record.value());
            }
        });
        Deserializer<V> deserializer = serdes.valueSerde(topic).deserializer();
        var values = new HashMap<String, V>();
        bytes.forEach((key, value) -> {
            if (value != null) {
                values.put(key, deserializer.deserialize(topic.name(), value));
            }
        });
        return values;
    }

    /** How many keys of a compacted topic have a value. */
    public long countLatest(Topic<?> topic) {
        return placesOfLatest(topic).size();
    }

    /** How many records a topic has. */
    public long countAll(Topic<?> topic) {
        var count = new AtomicLong();
        scan(topic, record -> count.incrementAndGet());
        return count.get();
    }

    private Map<String, Place> placesOfLatest(Topic<?> topic) {
        var latest = new HashMap<String, Place>();
        scan(topic, record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, Place.of(record));
            }
        });
        return latest;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Place(int partition, long offset) {

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.partition(), record.offset());
        }
    }

    private void scan(Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(POLL).forEach(action);
        }
    }
}
