package io.turnstile.serde;

import org.apache.kafka.common.serialization.Serializer;

/**
 * Refuses what is larger than its topic takes.
 *
 * @param inner serialises
 * @param limit the largest value, in bytes
 */
record BoundedSerializer<V>(Serializer<V> inner, int limit) implements Serializer<V> {

    /** @throws ValueTooLargeException if the value is larger than the limit */
    @Override
    public byte[] serialize(String topic, V value) {
        byte[] bytes = inner.serialize(topic, value);
        if (bytes != null && bytes.length > limit) {
            throw new ValueTooLargeException(topic, bytes.length, limit);
        }
        return bytes;
    }

    @Override
    public void close() {
        inner.close();
    }
}
