package io.turnstile.streams.balancing;

import io.turnstile.schema.LabeledTurn;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A labelled turn with the bytes it came in: into a sample it goes as it is.
 *
 * @param bytes as they stand in topic labeled
 */
record ReceivedTurn(byte[] bytes, LabeledTurn turn) {

    /** @param turns the topic's serde */
    static Serde<ReceivedTurn> serde(Serde<LabeledTurn> turns) {
        return Serdes.serdeFrom(
                (topic, received) -> received == null ? null : received.bytes,
                (topic, bytes) -> bytes == null
                        ? null
                        : new ReceivedTurn(bytes, turns.deserializer().deserialize(topic, bytes)));
    }

    /** @param received null for a tombstone, and so is the answer */
    static LabeledTurn labelOf(ReceivedTurn received) {
        return received == null ? null : received.turn;
    }
}
