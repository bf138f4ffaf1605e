package io.turnstile.streams;

import io.turnstile.serde.ValueTooLargeException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the topologies made a dead letter of a record. */
enum DeadLetterReason {
    /** The bytes are not a value of the topic. */
    DESERIALIZATION,
    /** A stage failed on the record. */
    PROCESSING,
    /** What a stage made does not fit the schema of the topic that it was for. */
    SERIALIZATION,
    /** What a stage made is larger than its topic or its store's changelog takes. */
    VALUE_TOO_LARGE;

    /** This reason, unless the cause is that a value was too large. */
    DeadLetterReason orTooLarge(Throwable cause) {
        return tooLarge(cause).isPresent() ? VALUE_TOO_LARGE : this;
    }

    /** Which value was too large, if that is the cause. */
    static Optional<ValueTooLargeException> tooLarge(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .filter(ValueTooLargeException.class::isInstance)
                .map(ValueTooLargeException.class::cast)
                .findFirst();
    }
}
