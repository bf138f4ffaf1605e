package io.turnstile.streams;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** Whether a failure is the record's, which goes to the dead letters, or not, and then the application must stop. */
final class Blame {

    private static final int NOT_FOUND = 404;

    private Blame() {}

    /** On reading: an id that the registry does not know is the record's fault; a registry that is away is not. */
    static boolean isOfRecordRead(Throwable failure) {
        return !isAny(failure, Blame::isRegistryAway);
    }

    /**
     * On processing: what Kafka throws (a send that failed before, a store, a time-out) only happens to surface in this
     * record's call. Taken for its fault, the record whose send failed would be lost without a word.
     */
    static boolean isOfRecordProcessed(Throwable failure) {
        boolean isKafkas = failure instanceof KafkaException
                && !(failure instanceof SerializationException)
                && !(failure.getCause() instanceof ClassCastException);
        return !isKafkas && isOfRecordRead(failure);
    }

    /** On writing: whatever the registry says, even that it has no such schema, is true of every record. */
    static boolean isOfRecordWritten(Throwable failure) {
        return !isAny(failure, cause -> cause instanceof RestClientException || cause instanceof IOException);
    }

    private static boolean isRegistryAway(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof RestClientException refused && refused.getStatus() != NOT_FOUND;
    }

    private static boolean isAny(Throwable failure, Predicate<Throwable> condition) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(condition);
    }
}
