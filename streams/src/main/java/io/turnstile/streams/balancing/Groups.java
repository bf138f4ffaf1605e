package io.turnstile.streams.balancing;

import io.turnstile.plan.Split;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * {@link io.turnstile.plan.Cap}, kept while offers come and go: of each group the first by draw go on, and all of one
 * split, that of the very first. A group of one, the usual case, is one row. A larger one has a row for each offer beside
 * a header, so that one more costs the same however large the group is.
 */
final class Groups implements OfferFlow {

    private final KeyValueStore<Bytes, byte[]> store;
    private final ToLongFunction<Offer> group;
    private final ToIntFunction<Offer> limit;
    private final OfferFlow output;
    private final Held held;

    /**
     * @param group what an offer is grouped by, within its pool
     * @param limit how many of its group may go on
     * @param output takes those that do
     */
    Groups(
            KeyValueStore<Bytes, byte[]> store,
            ToLongFunction<Offer> group,
            ToIntFunction<Offer> limit,
            OfferFlow output,
            Held held) {
        this.store = store;
        this.group = group;
        this.limit = limit;
        this.output = output;
        this.held = held;
    }

    /** Is told of offers that stand and do not go on. */
    interface Held {

        void heldBack();

        void released();
    }

    @Override
    public void put(Offer offer) {
        Bytes key = key(offer);
        byte[] stored = store.get(key);
        if (stored == null) {
            store.put(key, GroupHeader.alone(offer));
            output.put(offer);
        } else if (GroupHeader.isAlone(stored)) {
            Offer first = GroupHeader.alone(stored);
            store.put(first.keyInGroup(key), first.bytes().get());
            put(offer, key, GroupHeader.of(key, first));
        } else {
            put(offer, key, GroupHeader.decode(key, stored));
        }
    }

    private void put(Offer offer, Bytes key, GroupHeader header) {
        byte[] before = header.encode();
        Bytes row = offer.keyInGroup(key);
        store.put(row, offer.bytes().get());
        header.cut().added(row);
        if (header.cut().covers(row)) {
            output.put(offer);
        } else {
            held.heldBack();
        }
        if (header.isAfter(row)) {
            first(row, header);
        }
        save(key, before, header, limit.applyAsInt(offer));
    }

    @Override
    public void withdraw(Offer offer) {
        Bytes key = key(offer);
        byte[] stored = store.get(key);
        if (stored == null) {
            return;
        }
        if (!GroupHeader.isAlone(stored)) {
            withdraw(offer, key, GroupHeader.decode(key, stored));
        } else if (GroupHeader.alone(stored).equals(offer)) {
            store.put(key, null);
            output.withdraw(offer);
        }
    }

    private void withdraw(Offer offer, Bytes key, GroupHeader header) {
        Bytes row = offer.keyInGroup(key);
        if (store.delete(row) == null) {
            return;
        }
        byte[] before = header.encode();
        header.cut().removed(row);
        if (header.cut().covers(row)) {
            output.withdraw(offer);
        } else {
            held.released();
        }
        if (header.first().equals(row)) {
            Bytes next = firstRow(key);
            if (next == null) {
                store.put(key, null);
                return;
            }
            first(next, header);
        }
        save(key, before, header, limit.applyAsInt(offer));
    }

    /** Another row is the first. Where it is of another split, those of the old one leave. */
    private void first(Bytes row, GroupHeader header) {
        if (!header.isOfSplit(row)) {
            header.cut().moveTo(0, store, crossing);
        }
        header.setFirst(row);
    }

    private void save(Bytes key, byte[] before, GroupHeader header, int most) {
        header.cut().moveTo(most, store, crossing);
        byte[] after = header.encode();
        if (!ByteBuffer.wrap(before).equals(ByteBuffer.wrap(after)) || header.isNew()) {
            store.put(key, after);
        }
    }

    /** The first by draw of all splits; null where there is none. */
    private Bytes firstRow(Bytes key) {
        Bytes first = null;
        for (Split split : Split.values()) {
            Bytes prefix = GroupHeader.splitPrefix(key, (byte) split.ordinal());
            try (var rows = store.range(prefix, KeyOrder.behind(prefix))) {
                if (rows.hasNext()) {
                    Bytes row = rows.next().key;
                    first = first == null || GroupHeader.compareDraws(key, row, first) < 0 ? row : first;
                }
            }
        }
        return first;
    }

    private Bytes key(Offer offer) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(offer.pool())
                .putLong(group.applyAsLong(offer))
                .array());
    }

    private final Cut.Crossing crossing = new Cut.Crossing() {

        @Override
        public void enters(KeyValue<Bytes, byte[]> row) {
            held.released();
            output.put(Offer.of(Bytes.wrap(row.value)));
        }

        @Override
        public void leaves(KeyValue<Bytes, byte[]> row) {
            held.heldBack();
            output.withdraw(Offer.of(Bytes.wrap(row.value)));
        }
    };
}
