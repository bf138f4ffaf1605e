package io.turnstile.serde;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.turnstile.topic.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Confluent's Avro serdes for topic values: the Confluent wire format (magic byte, schema id, Avro binary), subjects
 * {@code <topic>-value}.
 *
 * <p>Schemas are registered by {@link SchemaRegistration}, not by whoever writes first: a producer of a wrong version
 * fails instead of teaching the registry its schema.
 *
 * @param registryUrl the registry's address; {@code mock://scope} keeps it in memory, for tests
 */
public record AvroSerdes(String registryUrl) {

    static {
        TrustedSchemas.trust();
    }

    /**
     * The serde of a topic's value, null being a tombstone. The subject is the topic's own wherever the value travels:
     * in a store, its changelog or a repartition topic it is still the topic's value, under the topic's schema.
     *
     * <p>A value that is larger than {@link Topic#maxValueBytes} is a {@link ValueTooLargeException}.
     */
    public <V> Serde<V> valueSerde(Topic<V> topic) {
        Serde<V> serde = topic.valueType() == byte[].class ? rawSerde() : avroSerde(topic);
        return Serdes.serdeFrom(
                new BoundedSerializer<>(serde.serializer(), topic.maxValueBytes()), serde.deserializer());
    }

    @SuppressWarnings("unchecked") // V is byte[]: the caller has looked
    private static <V> Serde<V> rawSerde() {
        return (Serde<V>) Serdes.ByteArray();
    }

    private <V> Serde<V> avroSerde(Topic<V> topic) {
        if (!SpecificRecord.class.isAssignableFrom(topic.valueType())) {
            throw new IllegalArgumentException(topic.valueType() + " is not an Avro record");
        }
        var serializer = new KafkaAvroSerializer();
        serializer.configure(settings(), false);
        var deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings(), false);
        return Serdes.serdeFrom(
                (anyTopic, value) -> serializer.serialize(topic.name(), value),
                (anyTopic, bytes) -> topic.valueType().cast(deserializer.deserialize(topic.name(), bytes)));
    }

    private Map<String, Object> settings() {
        return Map.of(
                "schema.registry.url", registryUrl,
                "specific.avro.reader", true,
                "auto.register.schemas", false,
                // The generated classes say "avro.java.string"; that is Java's business, not the contract's.
                "avro.remove.java.properties", true);
    }
}
