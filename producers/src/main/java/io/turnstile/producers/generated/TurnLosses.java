package io.turnstile.producers.generated;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Takes from a conversation what it loses. */
final class TurnLosses {

    private TurnLosses() {}

    static List<TurnPlan> apply(Draw draw, Loss loss, int length, List<TurnPlan> turns) {
        return switch (loss) {
            case NOTHING -> turns;
            case FIRST_TURN -> lose(turns, turn -> turn.index() == 1);
            case MIDDLE_TURN -> {
                int lost = draw.between(2, length - 1);
                yield lose(turns, turn -> turn.index() == lost);
            }
            case SUMMARY -> withoutOneSummary(draw, turns);
        };
    }

    /** Every attempt at a place is lost: an abandoned one that was left would stand in for the lost one. */
    private static List<TurnPlan> lose(List<TurnPlan> turns, Predicate<TurnPlan> isLost) {
        return turns.stream()
                .map(turn -> !turn.isSubagent() && isLost.test(turn) ? turn.with(Fate.LOST) : turn)
                .toList();
    }

    private static List<TurnPlan> withoutOneSummary(Draw draw, List<TurnPlan> turns) {
        int[] candidates = IntStream.range(0, turns.size())
                .filter(i -> !turns.get(i).isSubagent())
                .toArray();
        int chosen = candidates[draw.between(0, candidates.length - 1)];
        return IntStream.range(0, turns.size())
                .mapToObj(i -> i == chosen ? turns.get(i).with(Fate.WITHOUT_SUMMARY) : turns.get(i))
                .toList();
    }
}
