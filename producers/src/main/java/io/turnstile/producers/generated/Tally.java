package io.turnstile.producers.generated;

import io.turnstile.schema.PartialReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up the ground truth while rows and conversations pass. */
final class Tally {

    private final Map<IgnoredReason, Long> ignored = zeros(IgnoredReason.class);
    private final Map<Outcome, Long> outcomes = zeros(Outcome.class);
    private final Map<PartialReason, Long> partial = zeros(PartialReason.class);
    private final Map<NotAssembledReason, Long> notAssembled = zeros(NotAssembledReason.class);
    private final Map<NotJudgedReason, Long> notJudged = zeros(NotJudgedReason.class);
    private long rows;
    private long turns;
    private long judgeRequests;

    void add(TimedRow row) {
        rows++;
        count(ignored, row.ignored());
    }

    void add(ConversationPlan plan, ConversationTruth truth) {
        turns += plan.turns().stream().filter(turn -> turn.fate() != Fate.LOST).count();
        count(outcomes, truth.outcome());
        count(partial, truth.partialReason());
        count(notAssembled, truth.notAssembledReason());
        truth.turns().forEach(this::add);
    }

    GroundTruth with(List<ConversationTruth> conversations) {
        return new GroundTruth(
                List.copyOf(conversations),
                new Totals(
                        rows,
                        copy(ignored),
                        turns,
                        copy(outcomes),
                        copy(partial),
                        copy(notAssembled),
                        judgeRequests,
                        copy(notJudged)));
    }

    private void add(TurnTruth turn) {
        judgeRequests += turn.notJudged() == null ? 1 : 0;
        count(notJudged, turn.notJudged());
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
        var counts = new EnumMap<E, Long>(type);
        for (E constant : type.getEnumConstants()) {
            counts.put(constant, 0L);
        }
        return counts;
    }

    /** Null is no reason and is not counted. */
    private static <E extends Enum<E>> void count(Map<E, Long> counts, E reason) {
        if (reason != null) {
            counts.merge(reason, 1L, Long::sum);
        }
    }

    private static <E extends Enum<E>> Map<E, Long> copy(Map<E, Long> counts) {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
