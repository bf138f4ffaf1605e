package io.turnstile.app.demo;

import io.turnstile.config.Cluster;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads topics as they stand. Values are passed on one by one: a topic need not fit into memory. */
final class StandingRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroSerdes serdes;

    StandingRecords(Cluster cluster) {
        Map<String, Object> own = Map.of("isolation.level", "read_committed", "enable.auto.commit", false);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        serdes = new AvroSerdes(cluster.registryUrl());
    }

    /** The latest value of each key of a compacted topic, without those that were deleted. */
    <V> void latest(Topic<V> topic, Consumer<V> action) {
        var latest = new HashMap<String, Place>();
        scan(topic, record -> latest.put(new String(record.key()), Place.of(record)));
        Set<Place> places = new HashSet<>(latest.values());
        Deserializer<V> deserializer = serdes.valueSerde(topic).deserializer();
        scan(topic, record -> {
            if (record.value() != null && places.contains(Place.of(record))) {
                action.accept(deserializer.deserialize(topic.name(), record.value()));
            }
        });
    }

    /** Every value of a topic. */
    <V> void all(Topic<V> topic, Consumer<V> action) {
        Deserializer<V> deserializer = serdes.valueSerde(topic).deserializer();
        scan(topic, record -> action.accept(deserializer.deserialize(topic.name(), record.value())));
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
