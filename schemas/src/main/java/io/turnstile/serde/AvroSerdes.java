package io.turnstile.serde;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.turnstile.topic.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

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

    /** The serde of a topic's value, null being a tombstone. */
    public <V> Serde<V> valueSerde(Topic<V> topic) {
        if (topic.valueType() == byte[].class) {
            @SuppressWarnings("unchecked") // V is byte[]: the line above says so
            var bytes = (Serde<V>) Serdes.ByteArray();
            return bytes;
        }
        return configured(topic.valueType());
    }

    private <V> Serde<V> configured(Class<V> type) {
        if (!SpecificRecord.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(type + " is not an Avro record");
        }
        @SuppressWarnings("unchecked") // specific.avro.reader makes the deserializer yield the generated class
        var serde = (Serde<V>) Serdes.serdeFrom(
                (Serializer<Object>) new KafkaAvroSerializer(), (Deserializer<Object>) new KafkaAvroDeserializer());
        serde.configure(settings(), false);
        return serde;
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
