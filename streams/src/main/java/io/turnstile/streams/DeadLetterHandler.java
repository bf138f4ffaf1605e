package io.turnstile.streams;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be decoded, processed or encoded to the dead letters, and goes on. What is not the record's
 * fault (see {@link Blame}) stops the application, and nothing is lost.
 *
 * <p>Kafka Streams makes it by name, hence public and without arguments.
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {

    /** The configuration key of the dead letters' topic. */
    static final String TOPIC = "turnstile.dead-letters.topic";

    /** The configuration key of the largest key and value together that the topic takes, in bytes. */
    static final String MAX_BYTES = "turnstile.dead-letters.max-bytes";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private String topic;
    private long maxBytes;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = Objects.requireNonNull(configs.get(TOPIC), TOPIC).toString();
        maxBytes = Long.parseLong(
                Objects.requireNonNull(configs.get(MAX_BYTES), MAX_BYTES).toString());
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!Blame.isOfRecordRead(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(letter(context, DeadLetterReason.DESERIALIZATION, exception, record.key(), record.value())));
    }

    /** @param record null where a punctuation failed */
    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!Blame.isOfRecordProcessed(exception)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        // Kafka Streams lets go of the source's bytes once something was sent on.
        byte[] key = context.sourceRawKey() == null && record != null ? bytes(record.key()) : context.sourceRawKey();
        return ProcessingExceptionHandler.Response.resume(List.of(letter(
                context, DeadLetterReason.PROCESSING.orTooLarge(exception), exception, key, context.sourceRawValue())));
    }

    /** The letter has no bytes: those that failed are too large or never came to be. The key says what it was about. */
    @Override
    @SuppressWarnings("rawtypes") // Kafka's own signature
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        if (!Blame.isOfRecordWritten(exception)) {
            return ProductionExceptionHandler.Response.fail();
        }
        return ProductionExceptionHandler.Response.resume(List.of(letter(
                context, DeadLetterReason.SERIALIZATION.orTooLarge(exception), exception, bytes(record.key()), null)));
    }

    /**
     * A send that failed. Its transaction can no longer be committed, so there is nothing to go on with: a failure that
     * may pass is tried again from the last commit, any other stops the application.
     */
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return ProductionExceptionHandler.Response.retry();
        }
        LOG.error(
                "event=send-refused topic={} error={} action=stop",
                record.topic(),
                exception.getClass().getName());
        return ProductionExceptionHandler.Response.fail();
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, DeadLetterReason reason, Exception exception, byte[] key, byte[] value) {
        Optional<String> place = place(context);
        LOG.warn(
                "event=dead-letter stage={} reason={} place={} error={}",
                context.processorNodeId(),
                reason,
                place.orElse("none"),
                exception.getClass().getName());
        Headers headers = DeadLetterHeaders.of(context.processorNodeId(), reason.name(), exception);
        place.ifPresent(text -> headers.add(DeadLetterHeaders.PLACE, DeadLetterHeaders.utf8(text)));
        DeadLetterReason.tooLarge(exception).ifPresent(tooLarge -> DeadLetterHeaders.addSizes(headers, tooLarge));
        return new ProducerRecord<>(topic, null, null, bounded(key, 0), bounded(value, length(key)), headers);
    }

    /** The bytes, or none where the letter would itself be too large: the place says where they stand. */
    private byte[] bounded(byte[] bytes, long others) {
        return others + length(bytes) > maxBytes ? null : bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Where the record stands that was read; empty in a punctuation, which reads none. */
    private static Optional<String> place(ErrorHandlerContext context) {
        return context.topic() == null
                ? Optional.empty()
                : Optional.of(context.topic() + "/" + context.partition() + "@" + context.offset());
    }

    /** Keys are text. */
    private static byte[] bytes(Object key) {
        return key == null ? null : DeadLetterHeaders.utf8(key.toString());
    }
}
