package io.turnstile.judge.worker;

import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.worker.DeadLetter.Reason;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns each request into its answer, and sends it: a verdict, a tombstone, or a dead letter. Nothing that is wrong with one
 * request keeps another from being judged.
 */
final class Answering {

    private final Verdicts verdicts;
    private final JudgeCodec codec;
    private final Delivery delivery;
    private final Pause pause;
    private final JudgeCounters counters;
    private final Executor callThreads;
    private final String verdictTopic;
    private final String deadLetterTopic;
    private final int deliveryLimit;
    private final Duration retryPause;

    Answering(
            Verdicts verdicts,
            JudgeCodec codec,
            Delivery delivery,
            Pause pause,
            JudgeCounters counters,
            Executor callThreads,
            TopicCatalogue topics,
            JudgeConfiguration configuration) {
        this.verdicts = verdicts;
        this.codec = codec;
        this.delivery = delivery;
        this.pause = pause;
        this.counters = counters;
        this.callThreads = callThreads;
        this.verdictTopic = topics.judgeVerdicts().name();
        this.deadLetterTopic = topics.deadLetters().name();
        this.deliveryLimit = configuration.deliveryLimit();
        this.retryPause = configuration.retryPause();
    }

    /**
     * Done when the answer is stored, and the request may be acknowledged. It fails with an {@link AbandonedException} if the
     * worker closes before, and with an Error if the judge does.
     */
    CompletableFuture<Void> answer(ConsumerRecord<String, byte[]> record) {
        counters.begun();
        return CompletableFuture.supplyAsync(() -> begun(record), callThreads)
                .thenCompose(Function.identity())
                .whenComplete((done, failure) -> counters.ended());
    }

    private CompletableFuture<Void> begun(ConsumerRecord<String, byte[]> record) {
        pause.await();
        if (record.value() == null) {
            return sent(new ProducerRecord<>(verdictTopic, record.key(), null), Outcome.RETRACTED);
        }
        if (deliveries(record) >= deliveryLimit) {
            return sent(DeadLetter.exhausted(deadLetterTopic, record, deliveries(record)), Outcome.FAILED);
        }
        JudgeRequest request;
        try {
            request = pause.untilDone(
                    () -> codec.request(record.value()),
                    RegistryOutage::preventedReading,
                    retryPause,
                    "REGISTRY_UNREACHABLE");
        } catch (AbandonedException e) {
            throw e;
        } catch (RuntimeException e) {
            return sent(DeadLetter.of(deadLetterTopic, record, Reason.DESERIALIZATION, e), Outcome.FAILED);
        }
        return judged(record, request);
    }

    private CompletableFuture<Void> judged(ConsumerRecord<String, byte[]> record, JudgeRequest request) {
        try {
            return verdicts.on(request, deliveries(record) > 1)
                    .thenCompose(answer -> passedOn(record, answer))
                    .exceptionallyCompose(failure -> unanswered(record, failure));
        } catch (RuntimeException e) {
            return unanswered(record, e);
        }
    }

    private CompletableFuture<Void> passedOn(ConsumerRecord<String, byte[]> record, Answer answer) {
        byte[] bytes = pause.untilDone(
                () -> codec.verdict(answer.verdict()),
                RegistryOutage::preventedWriting,
                retryPause,
                "REGISTRY_UNREACHABLE");
        return sent(
                new ProducerRecord<>(verdictTopic, record.key(), bytes),
                answer.isCached() ? Outcome.CACHED : Outcome.JUDGED);
    }

    private CompletableFuture<Void> unanswered(ConsumerRecord<String, byte[]> record, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof AbandonedException || cause instanceof Error) {
            return CompletableFuture.failedFuture(cause);
        }
        if (cause instanceof NoLabelException none) {
            return delivery.send(DeadLetter.withoutLabel(deadLetterTopic, record, none.reason(), none))
                    .thenAccept(metadata -> counters.add(none.reason()));
        }
        return sent(DeadLetter.of(deadLetterTopic, record, Reason.JUDGE_FAILED, cause), Outcome.FAILED);
    }

    private CompletableFuture<Void> sent(ProducerRecord<String, byte[]> answer, Outcome outcome) {
        return delivery.send(answer).thenAccept(metadata -> counters.add(outcome));
    }

    private static int deliveries(ConsumerRecord<?, ?> record) {
        return record.deliveryCount().orElse((short) 1);
    }
}
