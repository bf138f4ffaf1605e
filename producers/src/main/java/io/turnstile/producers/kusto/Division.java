package io.turnstile.producers.kusto;

import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a part that is too large is divided: by ever finer slots of time, down to a tick, and within a tick by ever longer
 * beginnings of the rows' hashes. Neighbouring slots make one part as long as they are small enough together.
 *
 * <p>By time, the smaller parts lie side by side from the beginning of the large one to its end, without a gap: whatever
 * was counted, each row is in exactly one of them.
 */
final class Division {

    /** Slots that one counting query is asked for: its answer is small, and a million rows need two questions. */
    private static final int SLOTS = 1_000;

    private Division() {}

    /** Whether the next question is one of hashes and not of time. */
    static boolean isByHash(CountedPart part) {
        return part.isOneTick();
    }

    /** How wide the slots are by which a part is counted next. */
    static Duration slotWidth(CountedPart part) {
        var span = Duration.between(part.first(), part.last()).plus(Part.TICK);
        long ticks = span.dividedBy(Part.TICK);
        return Part.TICK.multipliedBy((ticks + SLOTS - 1) / SLOTS);
    }

    /** How many digits of the hash rows are told apart by next. */
    static int prefixLength(CountedPart part) {
        return part.part().hashPrefix().length() + 1;
    }

    /**
     * The smaller parts, in the order of reading; none for a part without rows.
     *
     * @param limit how many rows a part is to have, at most; a slot that has more stays whole, to be divided further
     * @throws QueryException if the hashes cannot tell rows apart
     */
    static List<CountedPart> of(CountedPart large, List<SlotCount> counts, long limit) throws QueryException {
        return isByHash(large) ? byHash(large, counts) : byTime(large.part(), counts, limit);
    }

    private static List<CountedPart> byHash(CountedPart large, List<SlotCount> counts) throws QueryException {
        String prefix = large.part().hashPrefix();
        boolean isWhole = counts.size() == 1 && counts.get(0).hashPrefix().equals(prefix);
        if (isWhole && !prefix.isEmpty()) {
            return List.of(large.asCopies());
        }
        requireHashes(counts, prefixLength(large));
        return counts.stream()
                .sorted(Comparator.comparing(SlotCount::hashPrefix))
                .map(slot -> new CountedPart(
                        Part.ofTick(slot.first(), slot.hashPrefix()), slot.rows(), slot.first(), slot.last()))
                .toList();
    }

    /** Rows whose hash begins otherwise would be missed by who goes on after a part, and no one would know. */
    private static void requireHashes(List<SlotCount> counts, int prefixLength) throws QueryException {
        for (SlotCount count : counts) {
            if (count.hashPrefix().length() != prefixLength || !Part.isHashPrefix(count.hashPrefix())) {
                throw new QueryException(
                        Kind.PERMANENT,
                        "the query gives a RowHash that cannot tell rows apart. It must be lower-case hexadecimal digits,"
                                + " equally many for every row, as hash_sha256() gives them; docs/kusto-source.md has more",
                        null);
            }
        }
    }

    private static List<CountedPart> byTime(Part part, List<SlotCount> counts, long limit) {
        var slots =
                counts.stream().sorted(Comparator.comparing(SlotCount::first)).toList();
        var parts = new ArrayList<CountedPart>();
        Instant from = part.from();
        for (int begin = 0, end; begin < slots.size(); begin = end) {
            end = begin + 1;
            long rows = slots.get(begin).rows();
            while (end < slots.size() && rows + slots.get(end).rows() <= limit) {
                rows += slots.get(end++).rows();
            }
            Instant to = end < slots.size() ? slots.get(end).first() : part.to();
            parts.add(new CountedPart(
                    new Part(from, to, part.hashPrefix()),
                    rows,
                    slots.get(begin).first(),
                    slots.get(end - 1).last()));
            from = to;
        }
        return parts;
    }
}
