package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The requests of a stretch of the topic that are not answered yet, as often as one likes to read them. Of several with one
 * key only the latest counts. In memory is only where each stands: about 100 bytes a request. For one thread, but for
 * {@link #answered}.
 */
final class StandingRequests {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> ends;
    private final Map<ContentHash, Long> open = new HashMap<>();
    private final long superseded;

    /** Reads them once, to know which are the latest. */
    StandingRequests(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.starts = starts;
        this.ends = ends;
        long records = 0;
        for (var all = new Scan(); all.hasNext(); records++) {
            var record = all.next();
            open.put(key(record), record.offset());
        }
        this.superseded = records - open.size();
    }

    /** Those that are not answered, in the topic's order. Only one reading at a time. */
    Iterator<ConsumerRecord<String, byte[]>> read() {
        return new Scan();
    }

    synchronized boolean isOpen(ConsumerRecord<String, byte[]> record) {
        return Long.valueOf(record.offset()).equals(open.get(key(record)));
    }

    /** It is left out from now on. */
    synchronized void answered(ConsumerRecord<String, byte[]> record) {
        open.remove(key(record), record.offset());
    }

    synchronized int size() {
        return open.size();
    }

    /** How many requests there were that a later one took the place of. */
    long superseded() {
        return superseded;
    }

    /** Equal keys stand in one partition, so an offset tells them apart. */
    private static ContentHash key(ConsumerRecord<String, byte[]> record) {
        return ContentHash.of(String.valueOf(record.key()));
    }

    /** One reading from start to end. */
    private final class Scan implements Iterator<ConsumerRecord<String, byte[]>> {

        private final Deque<ConsumerRecord<String, byte[]>> polled = new ArrayDeque<>();
        private final Map<TopicPartition, Long> left = new HashMap<>(ends);

        Scan() {
            consumer.assign(ends.keySet());
            consumer.resume(ends.keySet());
            starts.forEach(consumer::seek);
        }

        @Override
        public boolean hasNext() {
            while (polled.isEmpty() && !isAtEnd()) {
                for (var record : consumer.poll(POLL)) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        polled.add(record);
                    }
                }
            }
            return !polled.isEmpty();
        }

        @Override
        public ConsumerRecord<String, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return polled.poll();
        }

        /** A partition that is at its end is not read on: it may be growing. */
        private boolean isAtEnd() {
            left.entrySet().removeIf(end -> {
                boolean isReached = consumer.position(end.getKey()) >= end.getValue();
                if (isReached) {
                    consumer.pause(Set.of(end.getKey()));
                }
                return isReached;
            });
            return left.isEmpty();
        }
    }
}
