package io.turnstile.producers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been committed.
 *
 * @param rows rows sent to topic telemetry
 * @param malformed what went to topic dead-letters instead, by reason
 * @param rowsWithoutTurnKey how many of the rows belong to no turn: they are sent without a key
 * @param lastOffsets the offset of the last row in each partition of topic telemetry that took one. A consumer whose
 *     position is beyond them has seen all rows. Readers of committed records see them a moment after the commit
 */
public record ProducedCounts(
        long rows, Map<MalformedReason, Long> malformed, long rowsWithoutTurnKey, Map<Integer, Long> lastOffsets) {

    /** Nothing committed yet. */
    public static final ProducedCounts NONE = new ProducedCounts(0, Map.of(), 0, Map.of());

    public ProducedCounts {
        var reasons = new EnumMap<MalformedReason, Long>(MalformedReason.class);
        reasons.putAll(malformed);
        malformed = Collections.unmodifiableMap(reasons);
        lastOffsets = Collections.unmodifiableMap(new TreeMap<>(lastOffsets));
    }

    /** How many malformed items there were for all reasons. */
    public long malformedInAll() {
        return malformed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together; of two offsets of a partition, the later. */
    public ProducedCounts plus(ProducedCounts other) {
        var reasons = new EnumMap<MalformedReason, Long>(MalformedReason.class);
        reasons.putAll(malformed);
        other.malformed.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        var offsets = new TreeMap<>(lastOffsets);
        other.lastOffsets.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return new ProducedCounts(rows + other.rows, reasons, rowsWithoutTurnKey + other.rowsWithoutTurnKey, offsets);
    }
}
