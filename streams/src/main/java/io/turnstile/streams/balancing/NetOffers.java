package io.turnstile.streams.balancing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * Offers on their way, as the net effect of what came since they were last sent: an offer that came and went is none.
 * They are sent in batches, because a record of its own for each would cost more than all that is done with it.
 */
final class NetOffers implements OfferFlow {

    /** How many are held, at most: a batch of them is well worth a record, and all take about a megabyte. */
    private static final int MOST = 4_000;

    /** Batches go by bucket, and buckets to partitions, of which there may be as many as this. */
    private static final int BUCKETS = 64;

    private final ToLongFunction<Offer> place;
    private final BiConsumer<String, byte[]> send;
    private final Map<Offer, Boolean> net = new LinkedHashMap<>();

    /**
     * @param place by what offers are spread over partitions
     * @param send takes a batch by its bucket, a number
     */
    NetOffers(ToLongFunction<Offer> place, BiConsumer<String, byte[]> send) {
        this.place = place;
        this.send = send;
    }

    @Override
    public void put(Offer offer) {
        add(offer, true);
    }

    @Override
    public void withdraw(Offer offer) {
        add(offer, false);
    }

    /** Sends what is held. */
    void drain() {
        var buckets = new TreeMap<Integer, List<OfferBatch.Change>>();
        net.forEach((offer, isPut) -> buckets.computeIfAbsent(bucket(offer), any -> new ArrayList<>())
                .add(new OfferBatch.Change(offer, isPut)));
        net.clear();
        buckets.forEach((bucket, changes) -> send.accept(bucket.toString(), OfferBatch.encode(changes)));
    }

    private void add(Offer offer, boolean isPut) {
        net.merge(offer, isPut, (before, now) -> before.equals(now) ? now : null);
        if (net.size() >= MOST) {
            drain();
        }
    }

    private int bucket(Offer offer) {
        return (int) Math.floorMod(place.applyAsLong(offer), (long) BUCKETS);
    }
}
