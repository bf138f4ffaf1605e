package io.turnstile.app.demo;

import io.turnstile.config.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells when a group has seen all that there is in a topic. Offsets alone do not tell: transactions leave
 * markers behind the last record, which no group ever commits. So the last record is looked for, from the end.
 */
final class FlowWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FIRST_STEP = 64;
    private static final int STEP_GROWTH = 16;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    FlowWatch(Cluster cluster) {
        admin = Admin.create(cluster.clientProperties(Map.of()));
        // A fetch that waits at the end of one partition would hold up the seek to the next.
        Map<String, Object> own =
                Map.of("isolation.level", "read_committed", "enable.auto.commit", false, "fetch.max.wait.ms", 10);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether a group has committed all records of a topic, and no transaction on it is open. */
    boolean isConsumed(String topic, String group) throws InterruptedException, ExecutionException {
        var last = new HashMap<TopicPartition, Long>();
        for (var end : ends(topic).entrySet()) {
            if (!isCommittedUpTo(end.getKey(), end.getValue())) {
                return false;
            }
            lastRecord(end.getKey(), end.getValue()).ifPresent(offset -> last.put(end.getKey(), offset));
        }
        return isCommitted(last, group);
    }

    /**
     * The same of a share group. It acknowledges records one by one, markers among them, and says how many are left; where
     * it begins to look is no measure, that is moved only now and then.
     */
    boolean isShared(String topic, String group) throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = ends(topic);
        Map<TopicPartition, SharePartitionOffsetInfo> offsets = admin.listShareGroupOffsets(
                        Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(ends.keySet())))
                .partitionsToOffsetInfo(group)
                .get();
        for (var end : ends.entrySet()) {
            SharePartitionOffsetInfo offset = offsets.get(end.getKey());
            boolean isDone = offset != null && offset.lag().orElse(1L) == 0;
            if (!isCommittedUpTo(end.getKey(), end.getValue()) || (!isDone && end.getValue() > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a group has committed beyond these records. */
    boolean isCommitted(Map<TopicPartition, Long> last, String group) throws InterruptedException, ExecutionException {
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

    /** Asked without isolation, the end lies behind open transactions; a reader of committed records ends before them. */
    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException, ExecutionException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(
                        partition -> latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private boolean isCommittedUpTo(TopicPartition partition, long end) {
        return consumer.endOffsets(List.of(partition)).get(partition) >= end;
    }

    /** The offset of the last record before an end that is committed; empty for a partition without records. */
    private OptionalLong lastRecord(TopicPartition partition, long end) {
        consumer.assign(List.of(partition));
        long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
        for (long step = FIRST_STEP; ; step *= STEP_GROWTH) {
            long from = Math.max(beginning, end - step);
            OptionalLong last = lastRecordFrom(partition, from, end);
            if (last.isPresent() || from == beginning) {
                return last;
            }
        }
    }

    private OptionalLong lastRecordFrom(TopicPartition partition, long from, long end) {
        var last = OptionalLong.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(POLL).records(partition)) {
                last = OptionalLong.of(record.offset());
            }
        }
        return last;
    }
}
