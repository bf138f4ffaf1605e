package io.turnstile.benchmarks;

import io.turnstile.config.Cluster;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes rows to a topic, and knows how much it wrote. */
final class Feed implements Consumer<TelemetryRow>, AutoCloseable {

    private final Topic<TelemetryRow> topic;
    private final Serde<TelemetryRow> serde;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long rows;
    private long bytes;

    Feed(Cluster cluster, Topic<TelemetryRow> topic, Serde<TelemetryRow> serde) {
        this.topic = topic;
        this.serde = serde;
        // Not idempotent: where the first batch to a partition that was just created is refused, and the second taken,
        // an
        // idempotent producer repeats the first until it gives up. A row written twice would do no harm here.
        Map<String, Object> own = Map.of(
                "acks",
                "all",
                "enable.idempotence",
                false,
                "compression.type",
                "lz4",
                "batch.size",
                128 * 1024,
                "linger.ms",
                20);
        producer =
                new KafkaProducer<>(cluster.clientProperties(own), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void accept(TelemetryRow row) {
        String key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                .orElse(null);
        byte[] value = serde.serializer().serialize(topic.name(), row);
        rows++;
        bytes += value.length;
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    long rows() {
        return rows;
    }

    /** The values' bytes, not compressed. */
    long bytes() {
        return bytes;
    }

    /** @throws IllegalStateException if a row was not written */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("The broker refused a row of the workload", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
