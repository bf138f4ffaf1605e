package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends answers. A send is done when the brokers have it on all replicas in sync; one that fails is tried again until it is
 * done or the worker closes. What follows a send runs on a thread of this object: the producer's own must not wait.
 */
final class Delivery implements AutoCloseable {

    /** The producer's own defaults; idempotence keeps a repeated send from being stored twice. */
    static final Map<String, Object> PRODUCER = Map.of("enable.idempotence", true, "acks", "all");

    private final KafkaProducer<String, byte[]> producer;
    private final Pause pause;
    private final Closing closing;
    private final Duration retryPause;
    private final Duration closeTimeout;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "judge-delivery"));

    Delivery(
            KafkaProducer<String, byte[]> producer,
            Pause pause,
            Closing closing,
            Duration retryPause,
            Duration closeTimeout) {
        this.producer = producer;
        this.pause = pause;
        this.closing = closing;
        this.retryPause = retryPause;
        this.closeTimeout = closeTimeout;
    }

    /** Done when the record is stored; an {@link AbandonedException} if that fails and the worker closes. */
    CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return attempt(record).exceptionallyCompose(failure -> again(record, failure));
    }

    private CompletableFuture<RecordMetadata> attempt(ProducerRecord<String, byte[]> record) {
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    sent.complete(metadata);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent.whenCompleteAsync((metadata, failure) -> {}, thread);
    }

    private CompletableFuture<RecordMetadata> again(ProducerRecord<String, byte[]> record, Throwable failure) {
        if (closing.isBegun()) {
            return CompletableFuture.failedFuture(new AbandonedException());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        pause.begin(retryPause, "SEND_FAILED", cause.getClass().getName() + " on topic " + record.topic());
        var later = CompletableFuture.delayedExecutor(retryPause.toMillis(), TimeUnit.MILLISECONDS, thread);
        return CompletableFuture.supplyAsync(() -> record, later).thenCompose(this::send);
    }

    @Override
    public void close() {
        producer.close(closeTimeout);
        thread.shutdown();
    }
}
