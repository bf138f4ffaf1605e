package io.turnstile.streams.balancing;

import io.turnstile.plan.Share;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Of each cell, in this partition, the first as many as any plan of the pool could take. Those of all partitions together
 * hold whatever is drawn: the first of all are among the first of each. The others stay here, for when one of the first
 * is withdrawn.
 */
final class FirstOfCells implements OfferFlow {

    private static final byte[] PRESENT = {};

    private final KeyValueStore<Bytes, byte[]> rows;
    private final KeyValueStore<Bytes, byte[]> cuts;
    private final PoolPlans pools;
    private final OfferFlow output;
    private final Map<Bytes, Cut> cells = new HashMap<>();
    private final Set<Bytes> changed = new HashSet<>();

    /**
     * @param rows the offers
     * @param cuts where the first of each cell end
     * @param output takes the first
     */
    FirstOfCells(
            KeyValueStore<Bytes, byte[]> rows, KeyValueStore<Bytes, byte[]> cuts, PoolPlans pools, OfferFlow output) {
        this.rows = rows;
        this.cuts = cuts;
        this.pools = pools;
        this.output = output;
        try (var stored = cuts.all()) {
            stored.forEachRemaining(cut -> cells.put(cut.key, Cut.read(cut.key, ByteBuffer.wrap(cut.value))));
        }
        // Under other plans other quotas may hold.
        changed.addAll(cells.keySet());
    }

    @Override
    public void put(Offer offer) {
        rows.put(offer.bytes(), PRESENT);
        Cut cut = touched(offer);
        cut.added(offer.bytes());
        if (cut.covers(offer.bytes())) {
            output.put(offer);
        }
    }

    @Override
    public void withdraw(Offer offer) {
        rows.put(offer.bytes(), null);
        Cut cut = touched(offer);
        cut.removed(offer.bytes());
        if (cut.covers(offer.bytes())) {
            output.withdraw(offer);
        }
    }

    boolean isSettled() {
        return changed.isEmpty();
    }

    /** Sends on what is among the first now, and takes back what is not any more. To be called before a commit. */
    void settle() {
        changed.forEach(prefix -> {
            Cut cut = cells.get(prefix);
            int most = most(prefix);
            cut.moveTo(most, rows, crossing);
            save(prefix, cut, most);
        });
        changed.clear();
    }

    private void save(Bytes prefix, Cut cut, int most) {
        if (most == 0 && isEmpty(prefix)) {
            cells.remove(prefix);
            cuts.put(prefix, null);
        } else {
            cuts.put(prefix, cut.write(ByteBuffer.allocate(cut.writtenBytes())).array());
        }
    }

    private int most(Bytes prefix) {
        Offer any = Offer.of(prefix);
        Share share = any.share();
        return pools.largestQuota(any.pool(), share);
    }

    private boolean isEmpty(Bytes prefix) {
        try (var first = rows.range(prefix, KeyOrder.behind(prefix))) {
            return !first.hasNext();
        }
    }

    private Cut touched(Offer offer) {
        Bytes prefix = offer.cellPrefix();
        changed.add(prefix);
        return cells.computeIfAbsent(prefix, any -> Cut.all(prefix, 0));
    }

    private final Cut.Crossing crossing = new Cut.Crossing() {

        @Override
        public void enters(KeyValue<Bytes, byte[]> row) {
            output.put(Offer.of(row.key));
        }

        @Override
        public void leaves(KeyValue<Bytes, byte[]> row) {
            output.withdraw(Offer.of(row.key));
        }
    };
}
