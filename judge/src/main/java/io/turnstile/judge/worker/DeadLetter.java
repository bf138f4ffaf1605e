package io.turnstile.judge.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.judge.NoLabel;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A request that could not be processed: its bytes as they came, and headers that say where, at which stage and why. */
final class DeadLetter {

    private static final String STAGE = "judge";

    /** Why a request is a dead letter, apart from the reasons in {@link NoLabel}. */
    enum Reason {
        /** The bytes are not a JudgeRequest. */
        DESERIALIZATION,
        /** The judge threw, or what it returned is no verdict on the request. */
        JUDGE_FAILED,
        /** It was delivered as often as it may be, and no worker came to its end. */
        DELIVERIES_EXHAUSTED
    }

    private DeadLetter() {}

    /** @param cause only its class is told: a message could quote the judged text */
    static ProducerRecord<String, byte[]> of(
            String topic, ConsumerRecord<String, byte[]> request, Reason reason, Throwable cause) {
        return of(topic, request, reason.name(), cause.getClass().getName());
    }

    static ProducerRecord<String, byte[]> withoutLabel(
            String topic, ConsumerRecord<String, byte[]> request, NoLabel reason, Throwable cause) {
        return of(topic, request, reason.name(), cause.getClass().getName());
    }

    static ProducerRecord<String, byte[]> exhausted(
            String topic, ConsumerRecord<String, byte[]> request, int deliveries) {
        return of(topic, request, Reason.DELIVERIES_EXHAUSTED.name(), deliveries + " deliveries");
    }

    private static ProducerRecord<String, byte[]> of(
            String topic, ConsumerRecord<String, byte[]> request, String reason, String detail) {
        var letter = new ProducerRecord<>(topic, request.key(), request.value());
        header(letter, "turnstile.stage", STAGE);
        header(letter, "turnstile.reason", reason);
        header(letter, "turnstile.detail", detail);
        header(letter, "turnstile.topic", request.topic());
        header(letter, "turnstile.partition", Integer.toString(request.partition()));
        header(letter, "turnstile.offset", Long.toString(request.offset()));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }
}
