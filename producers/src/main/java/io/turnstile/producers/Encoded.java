package io.turnstile.producers;

import io.turnstile.producers.redaction.RedactionType;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A source's item as the record that is sent for it. */
sealed interface Encoded {

    ProducerRecord<byte[], byte[]> message();

    /** How many placeholders were put into it, by type. */
    Map<RedactionType, Long> redacted();

    /** A row on its way to topic telemetry. */
    record Telemetry(ProducerRecord<byte[], byte[]> message, Map<RedactionType, Long> redacted) implements Encoded {

        boolean hasTurnKey() {
            return message.key() != null;
        }
    }

    /** Something malformed on its way to topic dead-letters. */
    record DeadLetter(ProducerRecord<byte[], byte[]> message, MalformedReason reason, Map<RedactionType, Long> redacted)
            implements Encoded {}

    /** A position on its way to topic source-cursors. */
    record Position(ProducerRecord<byte[], byte[]> message) implements Encoded {

        @Override
        public Map<RedactionType, Long> redacted() {
            return Map.of();
        }
    }
}
