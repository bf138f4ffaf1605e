package io.turnstile.streams;

import io.turnstile.schema.Conversation;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics of conversations from their beginning, committed records only, and keeps what stands in them. */
final class StandingTopics implements AutoCloseable {

    private final List<Topic<Conversation>> topics;
    private final AvroSerdes serdes;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Map<String, byte[]>> standing = new HashMap<>();
    private final Map<String, List<Integer>> revisions = new TreeMap<>();

    StandingTopics(String bootstrapServers, AvroSerdes serdes, List<Topic<Conversation>> topics) {
        this.topics = topics;
        this.serdes = serdes;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (Topic<?> topic : topics) {
            standing.put(topic.name(), new TreeMap<>());
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What stands now, as far as it can be read without waiting long. */
    Standing read() {
        for (var records = poll(); !records.isEmpty(); records = poll()) {
            records.forEach(this::take);
        }
        Standing all = Standing.empty();
        for (Topic<?> topic : topics) {
            all = all.with(topic, standing.get(topic.name()), "");
        }
        return all;
    }

    /** Every revision that was ever sent, in the order of their numbers, by conversation. */
    Map<String, List<Integer>> revisions() {
        revisions.values().forEach(each -> each.sort(null));
        return revisions;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> poll() {
        var polled = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(Duration.ofMillis(200)).forEach(polled::add);
        return polled;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            standing.get(record.topic()).remove(record.key());
            return;
        }
        standing.get(record.topic()).put(record.key(), record.value());
        Conversation conversation =
                serdes.valueSerde(topics.get(0)).deserializer().deserialize(record.topic(), record.value());
        revisions.computeIfAbsent(record.key(), any -> new ArrayList<>()).add(conversation.getRevision());
    }
}
