package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topic judge.cache from its beginning and on, also what other workers store, into the index. */
final class CacheTail implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CacheTail.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Supplier<KafkaConsumer<String, byte[]>> consumers;
    private final List<TopicPartition> partitions;
    private final CacheIndex index;
    private final Closing closing;
    private final Duration retryPause;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    CacheTail(
            Supplier<KafkaConsumer<String, byte[]>> consumers, CacheIndex index, Closing closing, Duration retryPause) {
        this.consumers = consumers;
        this.partitions = index.partitions();
        this.index = index;
        this.closing = closing;
        this.retryPause = retryPause;
    }

    @Override
    public void run() {
        try {
            while (!closing.isBegun()) {
                read();
            }
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it closes or the consumer fails; the next consumer goes on where this one was. */
    private void read() throws InterruptedException {
        try (var consumer = consumers.get()) {
            consumer.assign(partitions);
            partitions.forEach(partition -> seek(consumer, partition));
            while (!closing.isBegun()) {
                consumer.poll(POLL).forEach(index::read);
                partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
                index.move(positions);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("event=judge_cache_tail_failed retry_in={} error={}", retryPause, e.toString());
            closing.await(retryPause);
        }
    }

    private void seek(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        if (positions.containsKey(partition)) {
            consumer.seek(partition, positions.get(partition));
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }
}
