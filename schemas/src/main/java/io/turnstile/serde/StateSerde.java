package io.turnstile.serde;

import io.turnstile.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A serde for state stores: Avro's single-object encoding, which names its schema by fingerprint. State is private to a
 * topology, so its schemas do not belong in the registry, and restoring a store must not depend on one.
 */
public final class StateSerde {

    /**
     * The largest record batch that a changelog must take, in bytes: a store's row is a turn or less, and a turn's topic
     * takes as much. Changelogs are created with it, because a broker's own default may be lower.
     */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    static {
        TrustedSchemas.trust();
    }

    private StateSerde() {}

    /**
     * The serde of a state's record; null stays null. What cannot be read is a {@link SerializationException} that
     * names the store's topic; what is too large for the changelog is a {@link ValueTooLargeException}.
     */
    public static <V extends SpecificRecordBase> Serde<V> of(Class<V> type) {
        var schema = SpecificData.get().getSchema(type);
        var encoder = new BinaryMessageEncoder<V>(SpecificData.getForClass(type), schema);
        var decoder = new BinaryMessageDecoder<V>(SpecificData.getForClass(type), schema);
        return Serdes.serdeFrom(
                new BoundedSerializer<>(
                        (topic, value) -> value == null ? null : encode(encoder, value),
                        Topic.maxValueBytes(MAX_MESSAGE_BYTES)),
                (topic, bytes) -> bytes == null ? null : decode(decoder, bytes, topic));
    }

    private static <V> byte[] encode(BinaryMessageEncoder<V> encoder, V value) {
        try {
            ByteBuffer buffer = encoder.encode(value);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> V decode(BinaryMessageDecoder<V> decoder, byte[] bytes, String topic) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | RuntimeException e) {
            // Avro has a runtime exception of its own for a wrong header, an unknown schema and a senseless body.
            throw new SerializationException(
                    "State of " + topic + " cannot be read: " + e.getMessage()
                            + ". It was written by an incompatible version; reset the application to rebuild it.",
                    e);
        }
    }
}
