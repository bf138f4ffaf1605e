package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics between offsets, committed records only. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicReader(Cluster cluster) {
        // A fetch that waits at the end of one topic would hold up the seek to the next.
        Map<String, Object> own = Map.of(
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                10);
        consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Takes records, and is told how far all that were given reach. */
    public interface Sink {

        void add(ConsumerRecord<byte[], byte[]> record);

        /** @param positions by partition the next offset; called after every look at the broker */
        void reached(SortedMap<Integer, Long> positions);
    }

    /**
     * Where a topic ends, for those who read committed records only: now, or where the first record of a time or later
     * stands.
     *
     * @throws ExportException if there is no such topic
     */
    public TopicOffsets ends(String topic, Optional<Instant> at) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> ends = new TreeMap<>(this::byPartition);
        ends.putAll(consumer.endOffsets(partitions));
        at.ifPresent(time -> consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), any -> time.toEpochMilli())))
                .forEach((partition, found) -> {
                    if (found != null) {
                        ends.merge(partition, found.offset(), Math::min);
                    }
                }));
        var offsets = new TreeMap<Integer, Long>();
        ends.forEach((partition, end) -> offsets.put(partition.partition(), end));
        return new TopicOffsets(topic, offsets);
    }

    /**
     * Reads from some offsets up to others.
     *
     * @param from by partition; a partition that is missing is read from its beginning
     * @throws ExportException if the topic ends before, or if it is to stop
     */
    public void read(Map<Integer, Long> from, TopicOffsets until, Sink sink, ExportProgress progress) {
        requireReachable(until);
        List<TopicPartition> partitions = until.ends().keySet().stream()
                .map(partition -> new TopicPartition(until.topic(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        from.forEach((partition, offset) -> consumer.seek(new TopicPartition(until.topic(), partition), offset));
        while (partitions.stream().anyMatch(partition -> isBefore(partition, until))) {
            progress.check();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < until.ends().get(record.partition())) {
                    sink.add(record);
                }
            }
            sink.reached(positions(partitions, until));
        }
    }

    /**
     * Waits until the topic goes on.
     *
     * @param why what to show meanwhile
     * @throws ExportException if it is to stop
     */
    void awaitMore(TopicOffsets end, ExportProgress progress, String why) {
        List<TopicPartition> partitions = partitions(end.topic());
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, end.ends().getOrDefault(partition.partition(), 0L)));
        do {
            progress.check();
            progress.show(why);
        } while (consumer.poll(POLL).isEmpty());
    }

    private boolean isBefore(TopicPartition partition, TopicOffsets until) {
        return consumer.position(partition) < until.ends().get(partition.partition());
    }

    private SortedMap<Integer, Long> positions(List<TopicPartition> partitions, TopicOffsets until) {
        var positions = new TreeMap<Integer, Long>();
        partitions.forEach(partition -> positions.put(
                partition.partition(),
                Math.min(consumer.position(partition), until.ends().get(partition.partition()))));
        return positions;
    }

    private void requireReachable(TopicOffsets until) {
        TopicOffsets now = ends(until.topic(), Optional.empty());
        until.ends().forEach((partition, end) -> {
            if (now.ends().getOrDefault(partition, 0L) < end) {
                throw new ExportException(
                        ExportException.Reason.FAILED,
                        "Partition " + partition + " of topic " + until.topic() + " ends at "
                                + now.ends().getOrDefault(partition, 0L) + ", and offset " + end
                                + " was to be reached: it is not the topic that it was. Delete the work directory that"
                                + " stands beside the files, and begin again.");
            }
        });
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw TopicFacts.missing(topic);
        }
        return partitions;
    }

    private int byPartition(TopicPartition one, TopicPartition other) {
        return Integer.compare(one.partition(), other.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
