package io.turnstile.streams.balancing;

import io.turnstile.schema.LabeledTurn;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A labelled turn as the bytes that it came in: into a sample it goes as it is. It is read where it comes in, for what
 * cannot be read is a dead letter; but not where the store gives it, because a decision does not ask what a turn says.
 */
final class ReceivedTurn {

    private final byte[] bytes;
    private final String topic;
    private final Deserializer<LabeledTurn> deserializer;
    private LabeledTurn turn;

    private ReceivedTurn(byte[] bytes, String topic, Deserializer<LabeledTurn> deserializer) {
        this.bytes = bytes;
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /** Of what comes in. @param turns the topic's serde */
    static Serde<ReceivedTurn> serde(Serde<LabeledTurn> turns) {
        return serde((topic, bytes) -> new ReceivedTurn(bytes, topic, turns.deserializer()).read());
    }

    /** Of what came in before. @param turns the topic's serde */
    static Serde<ReceivedTurn> storeSerde(Serde<LabeledTurn> turns) {
        return serde((topic, bytes) -> new ReceivedTurn(bytes, topic, turns.deserializer()));
    }

    private static Serde<ReceivedTurn> serde(Deserializer<ReceivedTurn> deserializer) {
        return Serdes.serdeFrom(
                (topic, received) -> received == null ? null : received.bytes,
                (topic, bytes) -> bytes == null ? null : deserializer.deserialize(topic, bytes));
    }

    /** As they stand in topic labeled. */
    byte[] bytes() {
        return bytes;
    }

    /** @throws org.apache.kafka.common.errors.SerializationException if it cannot be read */
    LabeledTurn turn() {
        return read().turn;
    }

    /** @param received null for a tombstone, and so is the answer */
    static LabeledTurn labelOf(ReceivedTurn received) {
        return received == null ? null : received.turn();
    }

    private ReceivedTurn read() {
        if (turn == null) {
            turn = deserializer.deserialize(topic, bytes);
        }
        return this;
    }
}
