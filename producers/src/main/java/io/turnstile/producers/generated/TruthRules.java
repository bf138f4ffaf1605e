package io.turnstile.producers.generated;

import io.turnstile.schema.PartialReason;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The contract of conversation assembly, applied to what was planned: quadratic, plain, and nobody's reducer. */
final class TruthRules {

    private final Set<String> takenModes;

    TruthRules(Set<String> takenModes) {
        this.takenModes = takenModes;
    }

    ConversationTruth truthOf(ConversationPlan plan) {
        List<TurnPlan> seen =
                plan.turns().stream().filter(turn -> turn.fate() != Fate.LOST).toList();
        List<TurnPlan> own = seen.stream().filter(turn -> !turn.isSubagent()).toList();
        List<TurnPlan> captured =
                own.stream().filter(turn -> isCaptured(plan.client(), turn)).toList();
        List<TurnPlan> live = live(captured);
        NotAssembledReason notAssembled = notAssembled(plan.client(), own, live);
        PartialReason partial = notAssembled == null ? partial(plan.client(), own, live) : null;
        boolean isComplete = notAssembled == null && partial == null;
        return new ConversationTruth(
                plan.conversationId(),
                plan.client() == Client.PRODUCT ? null : plan.userName(),
                isComplete ? Outcome.COMPLETE : partial != null ? Outcome.PARTIAL : Outcome.NOT_ASSEMBLED,
                partial,
                notAssembled,
                captured.size() - live.size(),
                seen.size() - own.size(),
                (int) own.stream()
                        .filter(turn -> !isCaptured(plan.client(), turn))
                        .count(),
                isComplete ? new JudgingRules(takenModes).turns(live, plan.client()) : List.of());
    }

    /** The product cluster's summary names no turn, so no turn of it is ever summarised. */
    private static boolean isSummarized(Client client, TurnPlan turn) {
        return client != Client.PRODUCT && turn.fate() == Fate.CAPTURED;
    }

    private static boolean isCaptured(Client client, TurnPlan turn) {
        return isSummarized(client, turn) && turn.summary().turnIndex() != null;
    }

    private static List<TurnPlan> live(List<TurnPlan> captured) {
        return captured.stream()
                .filter(turn -> captured.stream()
                        .noneMatch(other -> other.startedAt() > turn.startedAt() && other.index() <= turn.index()))
                .sorted(Comparator.comparingInt(TurnPlan::index))
                .toList();
    }

    /** The live turns decide on the mode; where there are none, all of which anything was seen. */
    private NotAssembledReason notAssembled(Client client, List<TurnPlan> own, List<TurnPlan> live) {
        if (own.isEmpty()) {
            return NotAssembledReason.SUBAGENT_ONLY;
        }
        for (TurnPlan turn : live.isEmpty() ? own : live) {
            String mode = visibleMode(client, turn);
            if (mode == null || takenModes.contains(mode)) {
                return null;
            }
        }
        return NotAssembledReason.MODE_NOT_TAKEN;
    }

    /** What rows tell of the mode: the user's text, which the product cluster does not have, else the summary's intent. */
    private static String visibleMode(Client client, TurnPlan turn) {
        if (isSummarized(client, turn)) {
            return turn.mode().mode();
        }
        boolean isSent = client != Client.PRODUCT && turn.mode().sent() != null;
        return isSent ? turn.mode().mode() : null;
    }

    /** Null for a complete conversation. */
    private static PartialReason partial(Client client, List<TurnPlan> own, List<TurnPlan> live) {
        if (live.isEmpty()) {
            boolean hasSummary = own.stream().anyMatch(turn -> isSummarized(client, turn));
            return hasSummary ? PartialReason.NO_TURN_INDEX : PartialReason.NO_SUMMARY;
        }
        TurnPlan last = live.get(live.size() - 1);
        Set<Integer> there = live.stream().map(TurnPlan::index).collect(Collectors.toSet());
        List<Integer> missing = IntStream.rangeClosed(1, last.index())
                .boxed()
                .filter(index -> !there.contains(index))
                .toList();
        if (missing.isEmpty()) {
            return null;
        }
        long unsummarizedBefore = own.stream()
                .filter(turn -> !isSummarized(client, turn) && turn.startedAt() < last.startedAt())
                .count();
        if (unsummarizedBefore >= missing.size()) {
            return PartialReason.NO_SUMMARY;
        }
        return missing.contains(1) ? PartialReason.MISSING_FIRST_TURN : PartialReason.GAP;
    }
}
