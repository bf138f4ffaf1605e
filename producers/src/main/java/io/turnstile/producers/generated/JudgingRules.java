package io.turnstile.producers.generated;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract of judge routing, applied to the live turns of a complete conversation. */
final class JudgingRules {

    private static final int LEAST_TURNS = 3;
    private static final int MOST_SHORT = 5;
    private static final int MOST_MEDIUM = 10;
    private static final int MOST_TURNS = 20;

    private final Set<String> takenModes;

    JudgingRules(Set<String> takenModes) {
        this.takenModes = takenModes;
    }

    List<TurnTruth> turns(List<TurnPlan> live, Client client) {
        Map<String, List<CallTruth>> calls = PromptTokenDeltas.byTurn(live, client);
        return live.stream()
                .map(turn -> truth(turn, live.size(), calls.get(turn.key())))
                .toList();
    }

    private TurnTruth truth(TurnPlan turn, int liveTurns, List<CallTruth> calls) {
        List<MembershipTruth> memberships = memberships(turn, liveTurns);
        NotJudgedReason notJudged = notJudged(turn, liveTurns, memberships);
        SummaryPlan summary = turn.summary();
        return new TurnTruth(
                turn.key(),
                turn.index(),
                turn.mode().mode(),
                oneSpelling(summary.responseType()),
                summary.numRequests(),
                summary.toolCounts(),
                turn.model(),
                turn.prompt().isSynthetic(),
                turn.planted() == null ? null : UserText.of(turn).redacted(),
                calls,
                notJudged == null ? memberships : List.of(),
                notJudged);
    }

    private NotJudgedReason notJudged(TurnPlan turn, int liveTurns, List<MembershipTruth> memberships) {
        String mode = turn.mode().mode();
        if (mode != null && !takenModes.contains(mode)) {
            return NotJudgedReason.MODE_NOT_TAKEN;
        }
        if (turn.prompt() == PromptKind.NONE) {
            return NotJudgedReason.NO_USER_TEXT;
        }
        if (turn.prompt().isSynthetic()) {
            return NotJudgedReason.SYNTHETIC;
        }
        if (!memberships.isEmpty()) {
            return null;
        }
        return isInRange(liveTurns) ? NotJudgedReason.NOT_SUCCESSFUL : NotJudgedReason.TURN_COUNT_OUT_OF_RANGE;
    }

    private static List<MembershipTruth> memberships(TurnPlan turn, int liveTurns) {
        var memberships = new ArrayList<MembershipTruth>();
        if (turn.index() == 1) {
            memberships.add(new MembershipTruth(
                    DatasetKind.SESSION, complexity(turn.summary().numRequests()), Position.BEGINNING));
        }
        if (isInRange(liveTurns) && turn.summary().responseType().equals("success")) {
            memberships.add(new MembershipTruth(
                    DatasetKind.CONVERSATION, turnCountStratum(liveTurns), position(turn.index(), liveTurns)));
        }
        return memberships;
    }

    private static boolean isInRange(int liveTurns) {
        return liveTurns >= LEAST_TURNS && liveTurns <= MOST_TURNS;
    }

    private static String turnCountStratum(int liveTurns) {
        if (liveTurns <= MOST_SHORT) {
            return "SHORT";
        }
        return liveTurns <= MOST_MEDIUM ? "MEDIUM" : "LONG";
    }

    /** Thirds; where a border falls on a turn, the turn is behind it. */
    private static Position position(int index, int liveTurns) {
        int before = index - 1;
        if (before * 3 < liveTurns) {
            return Position.BEGINNING;
        }
        return before * 3 < liveTurns * 2 ? Position.MIDDLE : Position.END;
    }

    private static String complexity(Integer numRequests) {
        if (numRequests == null || numRequests == 0) {
            return "UNKNOWN";
        }
        if (numRequests == 1) {
            return "SIMPLE";
        }
        if (numRequests <= 3) {
            return "MODERATE";
        }
        return numRequests <= 10 ? "COMPLEX" : "VERY_COMPLEX";
    }

    /** The client sends both spellings of cancelled; there is one truth. */
    private static String oneSpelling(String responseType) {
        return responseType.equals("canceled") ? "cancelled" : responseType;
    }
}
