package io.turnstile.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A request that could not be processed: its bytes as they came, and headers that say where, at which stage and why. */
final class DeadLetter {

    private static final String STAGE = "judge";

    /** Why a request is a dead letter. */
    enum Reason {
        /** The bytes are not a JudgeRequest. */
        DESERIALIZATION,
        /** The judge threw, or what it returned is no verdict on the request. */
        JUDGE_FAILED
    }

    private DeadLetter() {}

    /** @param cause only its class is told: a message could quote the judged text */
    static ProducerRecord<String, byte[]> of(
            String topic, ConsumerRecord<String, byte[]> request, Reason reason, Throwable cause) {
        var letter = new ProducerRecord<>(topic, request.key(), request.value());
        header(letter, "turnstile.stage", STAGE);
        header(letter, "turnstile.reason", reason.name());
        header(letter, "turnstile.detail", cause.getClass().getName());
        header(letter, "turnstile.topic", request.topic());
        header(letter, "turnstile.partition", Integer.toString(request.partition()));
        header(letter, "turnstile.offset", Long.toString(request.offset()));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }
}
