package io.turnstile.producers;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A source's item as the record that is sent for it. */
sealed interface Encoded {

    ProducerRecord<byte[], byte[]> message();

    /** A row on its way to topic telemetry. */
    record Telemetry(ProducerRecord<byte[], byte[]> message) implements Encoded {

        boolean hasTurnKey() {
            return message.key() != null;
        }
    }

    /** Something malformed on its way to topic dead-letters. */
    record DeadLetter(ProducerRecord<byte[], byte[]> message, MalformedReason reason) implements Encoded {}
}
