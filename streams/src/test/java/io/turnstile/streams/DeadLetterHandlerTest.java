package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.turnstile.serde.ValueTooLargeException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {

    private static final int MAX_BYTES = 100;
    private static final byte[] KEY = DeadLetterHeaders.utf8("key");
    private static final byte[] VALUE = DeadLetterHeaders.utf8("value");
    private static final ErrorHandlerContext READING = context("rows", KEY, VALUE);
    private static final ErrorHandlerContext PUNCTUATION = context(null, null, null);

    private final DeadLetterHandler handler = new DeadLetterHandler();

    DeadLetterHandlerTest() {
        handler.configure(Map.of(DeadLetterHandler.TOPIC, "letters", DeadLetterHandler.MAX_BYTES, MAX_BYTES));
    }

    @Test
    void aValueTooLargeForAStoreIsToldApartFromOtherFailuresOfAStage() {
        var tooLarge = processed(READING, new ValueTooLargeException("store-changelog", 11, 10));
        var defect = processed(READING, new IllegalStateException("a defect"));

        assertThat(letter(tooLarge).value()).isEqualTo(VALUE);
        assertThat(DeadLetters.headers(letter(tooLarge).headers()))
                .containsEntry("turnstile.reason", "VALUE_TOO_LARGE")
                .containsEntry("turnstile.target", "store-changelog")
                .containsEntry("turnstile.size", "11")
                .containsEntry("turnstile.limit", "10")
                .containsEntry("turnstile.place", "rows/3@7");
        assertThat(DeadLetters.headers(letter(defect).headers()))
                .containsEntry("turnstile.reason", "PROCESSING")
                .doesNotContainKey("turnstile.size");
    }

    @Test
    void whatKafkaThrowsInProcessingIsNotTheRecordsFault() {
        assertThat(processed(READING, new StreamsException("a send failed before"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(processed(READING, new TimeoutException("no metadata")).result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(processed(READING, new SerializationException("of this record"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    }

    @Test
    void theLetterOfARecordWhoseBytesAreGoneHasItsKey() {
        var response = processed(context("rows", null, null), new IllegalStateException("after a forward"));

        assertThat(DeadLetters.text(letter(response).key())).isEqualTo("typed key");
        assertThat(letter(response).value()).isNull();
    }

    @Test
    void theLetterOfAValueTooLargeForItsTopicHasTheValuesKeyAndNoBytes() {
        var response = written(new ValueTooLargeException("conversations", 11, 10));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> {
            assertThat(DeadLetters.text(letter.key())).isEqualTo("conversation");
            assertThat(letter.value()).isNull();
            assertThat(DeadLetters.headers(letter.headers()))
                    .containsEntry("turnstile.reason", "VALUE_TOO_LARGE")
                    .doesNotContainKey("turnstile.place");
        });
    }

    @Test
    void whateverTheRegistrySaysOnWritingStopsTheApplication() {
        assertThat(written(new SerializationException(new RestClientException("no subject", 404, 40401)))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(written(new SerializationException(new IOException(new ConnectException())))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(written(new SerializationException(new NullPointerException()))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.RESUME);
    }

    @Test
    void aSendThatFailedIsTriedAgainOrStopsTheApplicationButIsNeverPassedOver() {
        var record = new ProducerRecord<>("conversations", KEY, VALUE);

        assertThat(handler.handleError(READING, record, new TimeoutException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(handler.handleError(READING, record, new RecordTooLargeException())
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void aLetterThatWouldBeTooLargeHasNoBytes() {
        var fits = new ConsumerRecord<>("rows", 3, 7, KEY, new byte[MAX_BYTES - KEY.length]);
        var larger = new ConsumerRecord<>("rows", 3, 7, KEY, new byte[MAX_BYTES - KEY.length + 1]);

        assertThat(read(fits).value()).hasSize(MAX_BYTES - KEY.length);
        assertThat(read(larger).value()).isNull();
        assertThat(read(larger).key()).isEqualTo(KEY);
    }

    private ProducerRecord<byte[], byte[]> read(ConsumerRecord<byte[], byte[]> record) {
        return handler.handleError(READING, record, new SerializationException("not Avro"))
                .deadLetterQueueRecords()
                .get(0);
    }

    private ProcessingExceptionHandler.Response processed(ErrorHandlerContext context, Exception failure) {
        return handler.handleError(context, new Record<>("typed key", "value", 0), failure);
    }

    private ProductionExceptionHandler.Response written(Exception failure) {
        var record = new ProducerRecord<>("conversations", "conversation", "value");
        return handler.handleSerializationError(PUNCTUATION, record, failure, SerializationExceptionOrigin.VALUE);
    }

    private static ProducerRecord<byte[], byte[]> letter(ProcessingExceptionHandler.Response response) {
        return response.deadLetterQueueRecords().get(0);
    }

    private static ErrorHandlerContext context(String topic, byte[] key, byte[] value) {
        return new DefaultErrorHandlerContext(
                null, topic, 3, 7, new RecordHeaders(), "stage.node", new TaskId(0, 3), 0, key, value);
    }
}
