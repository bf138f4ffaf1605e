package io.turnstile.judge.worker;

import io.turnstile.schema.Verdict;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What paid judges have answered, by content: the topic judge.cache, found through an index in memory. */
final class AnswerCache {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);

    private final String topic;
    private final CacheIndex index;
    private final CacheReader reader;
    private final JudgeCodec codec;
    private final Delivery delivery;
    private final Pause pause;
    private final Duration retryPause;

    AnswerCache(
            TopicCatalogue topics,
            CacheIndex index,
            CacheReader reader,
            JudgeCodec codec,
            Delivery delivery,
            Pause pause,
            Duration retryPause) {
        this.topic = topics.judgeCache().name();
        this.index = index;
        this.reader = reader;
        this.codec = codec;
        this.delivery = delivery;
        this.pause = pause;
        this.retryPause = retryPause;
    }

    /** The stored answer under a key, if there is one that can be read. */
    Optional<Verdict> find(String key) {
        return index.find(key)
                .flatMap(place -> reading(() -> reader.read(place, key)))
                .flatMap(this::decoded);
    }

    private Optional<Verdict> decoded(byte[] bytes) {
        try {
            return Optional.of(pause.untilDone(
                    () -> codec.cached(bytes), RegistryOutage::preventedReading, retryPause, "REGISTRY_UNREACHABLE"));
        } catch (AbandonedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "event=judge_cache_unreadable error={} consequence=\"judged again\"",
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Waits until the index knows all that has been stored until now, by anybody. */
    void catchUp() {
        reading(() -> {
            index.catchUp();
            return index;
        });
    }

    /** Done when the answer is stored and can be found. */
    CompletableFuture<Void> store(String key, Verdict verdict) {
        return delivery.send(new ProducerRecord<>(topic, key, codec.toCache(verdict)))
                .thenAccept(metadata -> index.add(key, metadata.partition(), metadata.offset()));
    }

    /** A cache that cannot be read is waited for: to go on without would pay again. */
    private <T> T reading(Supplier<T> reading) {
        return pause.untilDone(reading, KafkaException.class::isInstance, retryPause, "CACHE_UNREADABLE");
    }
}
