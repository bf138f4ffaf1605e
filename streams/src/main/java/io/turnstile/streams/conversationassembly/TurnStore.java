package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.turn.Turn;
import io.turnstile.streams.codec.TurnCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;

/** The turns of conversations, one row a turn: one more row of a turn costs the same in a conversation of any length. */
record TurnStore(KeyValueStore<String, io.turnstile.schema.Turn> store) {

    /** Sorts before any character of an id, so that a conversation's turns stand together and apart from all others. */
    private static final char SEPARATOR = '\0';

    /** Merges a turn into what is known of it; false if that changes nothing. */
    boolean merge(String conversationId, io.turnstile.schema.Turn turn) {
        String key = conversationId + SEPARATOR + turn.getMessageId();
        io.turnstile.schema.Turn standing = store.get(key);
        if (standing == null) {
            store.put(key, turn);
            return true;
        }
        Turn before = TurnCodec.decode(standing);
        Turn after = before.merge(TurnCodec.decode(turn));
        if (after.equals(before)) {
            return false;
        }
        store.put(key, TurnCodec.encode(after));
        return true;
    }

    List<Turn> turnsOf(String conversationId) {
        var turns = new ArrayList<Turn>();
        try (var rows = store.prefixScan(conversationId + SEPARATOR, new StringSerializer())) {
            rows.forEachRemaining(row -> turns.add(TurnCodec.decode(row.value)));
        }
        return turns;
    }

    void deleteAllOf(String conversationId) {
        var keys = new ArrayList<String>();
        try (var rows = store.prefixScan(conversationId + SEPARATOR, new StringSerializer())) {
            rows.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(store::delete);
    }
}
