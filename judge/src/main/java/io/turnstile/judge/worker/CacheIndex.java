package io.turnstile.judge.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Where each answer stands, kept current by {@link CacheTail}. An entry takes about 120 bytes: half a million answers take
 * 60 MB. The answers themselves stay in the topic.
 */
final class CacheIndex {

    /** How long to wait before looking whether the worker closes. */
    private static final long LOOK_MS = 250;

    private final Admin admin;
    private final List<TopicPartition> partitions;
    private final Closing closing;
    private final Map<ContentHash, CachePlace> places = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    CacheIndex(Admin admin, List<TopicPartition> partitions, Closing closing) {
        this.admin = admin;
        this.partitions = partitions;
        this.closing = closing;
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    Optional<CachePlace> find(String key) {
        return Optional.ofNullable(places.get(ContentHash.of(key)));
    }

    int size() {
        return places.size();
    }

    /** What this worker has stored itself, known before it is read back. */
    void add(String key, int partition, long offset) {
        places.merge(ContentHash.of(key), new CachePlace(partition, offset), CacheIndex::later);
    }

    /** What was read from the topic; a record without a value takes the answer away. */
    void read(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            places.computeIfPresent(
                    ContentHash.of(record.key()), (key, place) -> place.offset() < record.offset() ? null : place);
        } else {
            add(record.key(), record.partition(), record.offset());
        }
    }

    /** How far the topic has been read. */
    void move(Map<TopicPartition, Long> read) {
        lock.lock();
        try {
            positions.putAll(read);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all is known that stands in the topic now.
     *
     * @throws KafkaException if the brokers do not tell where the topic ends
     * @throws AbandonedException if the worker closes before
     */
    void catchUp() {
        try {
            Map<TopicPartition, Long> ends = ends();
            lock.lock();
            try {
                while (!hasReached(ends)) {
                    if (closing.isBegun()) {
                        throw new AbandonedException();
                    }
                    moved.await(LOOK_MS, TimeUnit.MILLISECONDS);
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue())));
        } catch (ExecutionException e) {
            throw new KafkaException("The end of the cache topic cannot be told.", e.getCause());
        }
    }

    private static long offset(ListOffsetsResultInfo end) {
        return end.offset();
    }

    /** Equal keys stand in one partition, so offsets compare. */
    private static CachePlace later(CachePlace one, CachePlace other) {
        return one.offset() >= other.offset() ? one : other;
    }
}
