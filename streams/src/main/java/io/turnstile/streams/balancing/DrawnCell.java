package io.turnstile.streams.balancing;

import io.turnstile.plan.Cell;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/** A cell of a share: how many offers it has, and where those end that each plan draws. */
final class DrawnCell {

    private final Bytes prefix;
    private final Map<Long, Cut> cuts;
    private int offers;

    private DrawnCell(Bytes prefix, int offers, Map<Long, Cut> cuts) {
        this.prefix = prefix;
        this.offers = offers;
        this.cuts = cuts;
    }

    /** @param plans ids: each draws none yet */
    static DrawnCell empty(Bytes prefix, Set<Long> plans) {
        return new DrawnCell(prefix, 0, new TreeMap<>()).under(plans);
    }

    static DrawnCell decode(Bytes prefix, byte[] stored) {
        var buffer = ByteBuffer.wrap(stored);
        int offers = buffer.getInt();
        var cuts = new TreeMap<Long, Cut>();
        while (buffer.hasRemaining()) {
            cuts.put(buffer.getLong(), Cut.read(prefix, buffer));
        }
        return new DrawnCell(prefix, offers, cuts);
    }

    byte[] encode() {
        int size = cuts.values().stream()
                .mapToInt(cut -> Long.BYTES + cut.writtenBytes())
                .sum();
        var buffer = ByteBuffer.allocate(Integer.BYTES + size).putInt(offers);
        cuts.forEach((plan, cut) -> cut.write(buffer.putLong(plan)));
        return buffer.array();
    }

    /** For these plans too: one that is new draws none yet. */
    DrawnCell under(Set<Long> plans) {
        plans.forEach(plan -> cuts.computeIfAbsent(plan, any -> Cut.none(prefix)));
        return this;
    }

    /** The plans that have a cut and are none of these. */
    Set<Long> others(Set<Long> plans) {
        var others = new TreeSet<>(cuts.keySet());
        others.removeAll(plans);
        return others;
    }

    /** Removes the cut of a plan that draws none any more. */
    void remove(long plan) {
        cuts.remove(plan);
    }

    Bytes prefix() {
        return prefix;
    }

    Cell cell() {
        return Offer.cell(prefix);
    }

    int offers() {
        return offers;
    }

    Cut cut(long plan) {
        return cuts.get(plan);
    }

    void added(Bytes row) {
        offers++;
        cuts.values().forEach(cut -> cut.added(row));
    }

    void removed(Bytes row) {
        offers--;
        cuts.values().forEach(cut -> cut.removed(row));
    }

    boolean isDrawn(Bytes row) {
        return cuts.values().stream().anyMatch(cut -> cut.covers(row));
    }

    /** The plans that draw an offer, if it is there. */
    Set<Long> plansOf(Bytes row) {
        var drawing = new TreeSet<Long>();
        cuts.forEach((plan, cut) -> {
            if (cut.covers(row)) {
                drawing.add(plan);
            }
        });
        return drawing;
    }
}
