package io.turnstile.streams.balancing;

import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record that the stage sent to itself. One that cannot be processed is nobody's bad data, and to go on without it would
 * leave the samples wrong for good: the application stops instead, and nothing is lost.
 */
final class InternalRecord {

    private InternalRecord() {}

    /** @throws StreamsException if the work fails, which stops the application */
    static void process(Record<String, byte[]> record, Consumer<byte[]> work) {
        try {
            work.accept(record.value());
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException(
                    "A record that balancing sent to itself cannot be processed: " + e
                            + ". State or repartition topics are of an incompatible version; reset the application to"
                            + " rebuild them.",
                    e);
        }
    }
}
