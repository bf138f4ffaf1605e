package io.turnstile.producers;

import io.turnstile.producers.redaction.RedactionType;
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
 * @param redacted how many placeholders stand for what was redacted, by type
 * @param lastOffsets the offset of the last row in each partition of topic telemetry that took one. A consumer whose
 *     position is beyond them has seen all rows. Readers of committed records see them a moment after the commit
 */
public record ProducedCounts(
        long rows,
        Map<MalformedReason, Long> malformed,
        long rowsWithoutTurnKey,
        Map<RedactionType, Long> redacted,
        Map<Integer, Long> lastOffsets) {

    /** Nothing committed yet. */
    public static final ProducedCounts NONE = new ProducedCounts(0, Map.of(), 0, Map.of(), Map.of());

    public ProducedCounts {
        var reasons = new EnumMap<MalformedReason, Long>(MalformedReason.class);
        reasons.putAll(malformed);
        malformed = Collections.unmodifiableMap(reasons);
        redacted = Collections.unmodifiableMap(sum(Map.of(), redacted));
        lastOffsets = Collections.unmodifiableMap(new TreeMap<>(lastOffsets));
    }

    /** How many malformed items there were for all reasons. */
    public long malformedInAll() {
        return malformed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many placeholders there are of all types. */
    public long redactedInAll() {
        return redacted.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together; of two offsets of a partition, the later. */
    public ProducedCounts plus(ProducedCounts other) {
        var reasons = new EnumMap<MalformedReason, Long>(MalformedReason.class);
        reasons.putAll(malformed);
        other.malformed.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        var offsets = new TreeMap<>(lastOffsets);
        other.lastOffsets.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return new ProducedCounts(
                rows + other.rows,
                reasons,
                rowsWithoutTurnKey + other.rowsWithoutTurnKey,
                sum(redacted, other.redacted),
                offsets);
    }

    /** Counts of two, added by type; the first itself where there is nothing to add. */
    static Map<RedactionType, Long> sum(Map<RedactionType, Long> some, Map<RedactionType, Long> more) {
        if (more.isEmpty()) {
            return some;
        }
        var sum = new EnumMap<RedactionType, Long>(RedactionType.class);
        sum.putAll(some);
        more.forEach((type, count) -> sum.merge(type, count, Long::sum));
        return sum;
    }
}
