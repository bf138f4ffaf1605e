package io.turnstile.app.demo;

import io.turnstile.config.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Watches committed records flow through topics, and tells when a consumer group has seen all that there is. Offsets
 * alone do not tell: transactions leave markers behind the last record, which no group ever commits.
 */
final class FlowWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Map<TopicPartition, Long> lastRecords = new HashMap<>();
    private final Map<String, Long> records = new HashMap<>();

    FlowWatch(Cluster cluster, List<String> topics) throws InterruptedException, ExecutionException {
        admin = Admin.create(cluster.clientProperties(Map.of()));
        Map<String, Object> own = Map.of(
                "isolation.level", "read_committed",
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "max.poll.records", 5_000);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        follow(topics);
    }

    /** Watches more topics, from their beginning. */
    void follow(List<String> topics) throws InterruptedException, ExecutionException {
        List<TopicPartition> added = partitions(topics);
        var all = new HashSet<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        consumer.seekToBeginning(added);
    }

    /** Looks at what has come since the last look. */
    void look() {
        for (var record : consumer.poll(POLL)) {
            lastRecords.put(new TopicPartition(record.topic(), record.partition()), record.offset());
            records.merge(record.topic(), 1L, Long::sum);
        }
    }

    /** How many records a topic has had, tombstones among them. */
    long records(String topic) {
        return records.getOrDefault(topic, 0L);
    }

    /** Whether a group has committed all records of a watched topic, and no transaction on it is open. */
    boolean isConsumed(String topic, String group) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        return isSeenWhole(partitions) && isCommitted(lastOf(partitions), group);
    }

    /** Whether a group has committed beyond these records. */
    boolean isCommitted(Map<TopicPartition, Long> last, String group)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return last.entrySet().stream().allMatch(entry -> {
            OffsetAndMetadata offset = committed.get(entry.getKey());
            return offset != null && offset.offset() > entry.getValue();
        });
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        admin.close(Duration.ofSeconds(2));
    }

    /** Asked without isolation, the end lies behind open transactions; a reader of committed records stands before them. */
    private boolean isSeenWhole(List<TopicPartition> partitions) throws InterruptedException, ExecutionException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get();
        return partitions.stream()
                .allMatch(partition ->
                        consumer.position(partition) >= ends.get(partition).offset());
    }

    private Map<TopicPartition, Long> lastOf(List<TopicPartition> partitions) {
        var last = new HashMap<>(lastRecords);
        last.keySet().retainAll(partitions);
        return last;
    }

    private List<TopicPartition> partitions(List<String> topics) throws InterruptedException, ExecutionException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }
}
