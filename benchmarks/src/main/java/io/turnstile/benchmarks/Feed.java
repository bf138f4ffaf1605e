package io.turnstile.benchmarks;

import io.turnstile.config.Cluster;
import io.turnstile.topic.Topic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to a topic, and knows how much it wrote. */
final class Feed<V extends SpecificRecord> implements AutoCloseable {

    private final Topic<V> topic;
    private final Serde<V> serde;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long records;
    private long bytes;

    Feed(Cluster cluster, Topic<V> topic, Serde<V> serde) {
        this.topic = topic;
        this.serde = serde;
        Map<String, Object> own = Map.of("compression.type", "lz4", "batch.size", 128 * 1024, "linger.ms", 20);
        producer =
                new KafkaProducer<>(cluster.clientProperties(own), new StringSerializer(), new ByteArraySerializer());
    }

    /** @param key null for none */
    void write(String key, V record) {
        byte[] value = serde.serializer().serialize(topic.name(), record);
        records++;
        bytes += value.length;
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    long records() {
        return records;
    }

    /** The values' bytes, not compressed. */
    long bytes() {
        return bytes;
    }

    /** @throws IllegalStateException if a record was not written */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("The broker refused a record of the workload", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
