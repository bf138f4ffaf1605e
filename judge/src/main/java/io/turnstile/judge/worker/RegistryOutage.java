package io.turnstile.judge.worker;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells a registry that does not answer from a record that is wrong. The serdes throw much the same for both, but the one
 * passes and the other does not: an outage must never send good requests to the dead letters.
 */
final class RegistryOutage {

    private static final int NOT_FOUND = 404;

    private RegistryOutage() {}

    /** Whether reading failed for want of the registry. A schema id that it does not know is the record's fault. */
    static boolean preventedReading(RuntimeException failure) {
        return isOtherThanSerialization(failure)
                || causes(failure)
                        .anyMatch(cause -> isNetworkFailure(cause)
                                || cause instanceof RestClientException answer && answer.getStatus() != NOT_FOUND);
    }

    /** Whether writing failed for want of the registry, or of a schema in it. */
    static boolean preventedWriting(RuntimeException failure) {
        return isOtherThanSerialization(failure)
                || causes(failure).anyMatch(cause -> isNetworkFailure(cause) || cause instanceof RestClientException);
    }

    /** The serdes turn some of the registry's answers (401, 429, 503, ...) into Kafka's other exceptions. */
    private static boolean isOtherThanSerialization(RuntimeException failure) {
        return failure instanceof KafkaException && !(failure instanceof SerializationException);
    }

    private static boolean isNetworkFailure(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof InterruptedIOException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
