package io.turnstile.streams;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What it means that a client or the broker refused a record that was within its topic's limit. */
final class RefusedRecord {

    private RefusedRecord() {}

    /**
     * A failure with what to do about it where it is a refused record, else the failure as it is.
     *
     * @param failure what stopped the application. Kafka's message names the topic, unless another send found the
     *     transaction lost before; the log line event=send-refused always does
     */
    static Throwable explained(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause.getCause() instanceof RecordTooLargeException)
                .findFirst()
                .<Throwable>map(sending -> new IllegalStateException(
                        "A record within its topic's limit was refused as too large: " + sending.getMessage()
                                + "\nThe log names its topic under event=send-refused. Raise that topic's max.message.bytes"
                                + " to what 'turnstile topics' creates it with, or max.request.size of the client, and start"
                                + " again. Exactly once, nothing is lost.",
                        failure))
                .orElse(failure);
    }
}
