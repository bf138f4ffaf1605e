package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Fetches single answers from topic judge.cache. A fetch brings the answers behind the wanted one along, and they are kept
 * for a while: what was judged together is mostly asked for together again.
 */
final class CacheReader implements AutoCloseable {

    /** Bounds what a fetch brings along; a larger answer still comes alone. */
    static final int FETCH_BYTES = 256 * 1024;

    /** A few fetches' worth of answers of a kilobyte: at most some megabytes. */
    private static final int KEPT = 2_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Map<CachePlace, ConsumerRecord<String, byte[]>> kept = new LinkedHashMap<>();

    CacheReader(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * The answer at a place, if it is still there and has that key.
     *
     * @throws TimeoutException if the brokers do not give it in time
     */
    synchronized Optional<byte[]> read(CachePlace place, String key) {
        if (!kept.containsKey(place)) {
            fetch(place);
        }
        return Optional.ofNullable(kept.get(place))
                .filter(record -> key.equals(record.key()))
                .map(ConsumerRecord::value);
    }

    private void fetch(CachePlace place) {
        var partition = new TopicPartition(topic, place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) <= place.offset()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("No record of " + partition + " came within " + PATIENCE + ".");
            }
            consumer.poll(POLL).forEach(this::keep);
        }
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        kept.put(new CachePlace(record.partition(), record.offset()), record);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
