package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.turn.Turn;
import io.turnstile.streams.codec.TurnCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turns of conversations, one row a turn: one more row of a turn costs the same in a conversation of any length. */
record TurnStore(KeyValueStore<String, io.turnstile.schema.Turn> store) {

    private static final Logger LOG = LoggerFactory.getLogger(TurnStore.class);

    /** Sorts before any character of an id, so that a conversation's turns stand together and apart from all others. */
    private static final char SEPARATOR = '\0';

    /** A turn before and after a merge. @param before null where nothing was known of it */
    record Merge(Turn before, Turn after) {

        boolean isNews() {
            return !after.equals(before);
        }

        /** Whether the turn is now more than a model's text sent again, and was not before. */
        boolean isTurnFirstSeen() {
            return !after.isOnlyModelText() && (before == null || before.isOnlyModelText());
        }
    }

    /** Merges a part of a turn into what is known of it. */
    Merge merge(String conversationId, io.turnstile.schema.Turn part) {
        String key = conversationId + SEPARATOR + part.getMessageId();
        io.turnstile.schema.Turn standing = store.get(key);
        Turn decoded = TurnCodec.decode(part);
        if (standing == null) {
            store.put(key, part);
            return new Merge(null, decoded);
        }
        Turn before = TurnCodec.decode(standing);
        var merge = new Merge(before, before.merge(decoded));
        if (merge.isNews()) {
            store.put(key, TurnCodec.encode(merge.after()));
        }
        return merge;
    }

    List<Turn> turnsOf(String conversationId) {
        var turns = new ArrayList<Turn>();
        try (var rows = store.prefixScan(conversationId + SEPARATOR, new StringSerializer())) {
            rows.forEachRemaining(row -> turns.add(TurnCodec.decode(row.value)));
        }
        return turns;
    }

    /** Also of turns that cannot be read: neither their keys nor their removal depends on what stands there. */
    void removeAllOf(String conversationId) {
        var keys = new ArrayList<String>();
        try (var rows = store.prefixScan(conversationId + SEPARATOR, new StringSerializer())) {
            while (rows.hasNext()) {
                keys.add(rows.peekNextKey());
                skip(rows);
            }
        }
        keys.forEach(key -> store.put(key, null));
    }

    /** A row that cannot be read is passed all the same. */
    private static void skip(KeyValueIterator<String, io.turnstile.schema.Turn> rows) {
        try {
            rows.next();
        } catch (SerializationException e) {
            LOG.debug(
                    "event=turn-unreadable action=remove error={}", e.getClass().getName());
        }
    }
}
