package io.turnstile.streams;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be decoded or processed to the dead letters, and goes on. A registry that cannot be reached
 * is not the record's fault: the application stops, and nothing is lost.
 *
 * <p>Kafka Streams makes it by name, hence public and without arguments.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler, ProcessingExceptionHandler {

    /** The configuration key of the dead letters' topic. */
    static final String TOPIC = "turnstile.dead-letters.topic";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);
    private static final int NOT_FOUND = 404;

    private String topic;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = Objects.requireNonNull(configs.get(TOPIC), TOPIC).toString();
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (isRegistryAway(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(List.of(letter(
                context, "DESERIALIZATION", exception, record.key(), record.value(), record.topic(), record.offset())));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (isRegistryAway(exception)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(List.of(letter(
                context,
                "PROCESSING",
                exception,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.topic(),
                context.offset())));
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context,
            String reason,
            Exception exception,
            byte[] key,
            byte[] value,
            String source,
            long offset) {
        String node = context.processorNodeId();
        String place = source + "/" + context.partition() + "@" + offset;
        LOG.warn(
                "event=dead-letter stage={} reason={} place={} error={}",
                node,
                reason,
                place,
                exception.getClass().getName());
        Headers headers = DeadLetterHeaders.of(node, reason, exception)
                .add(DeadLetterHeaders.PLACE, DeadLetterHeaders.utf8(place));
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    private static boolean isRegistryAway(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SocketException
                        || cause instanceof SocketTimeoutException
                        || cause instanceof UnknownHostException
                        || cause instanceof RestClientException refused && refused.getStatus() != NOT_FOUND);
    }
}
