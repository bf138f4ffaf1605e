package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.LlmCall;
import io.turnstile.domain.turn.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the prompt grew from call to call, across turns. The difference is signed: a drop is information, and is kept with
 * its cause where that is known. Retries without usage, subagents' calls and summarisations take no part.
 */
final class PromptTokenDeltas {

    private final SortedSet<Instant> summarizedAt = new TreeSet<>();
    private LlmCall previous;
    private boolean isPreviousKnown;

    private PromptTokenDeltas(List<Turn> live) {
        live.forEach(turn -> summarizedAt.addAll(turn.summarizedAt()));
    }

    /** The calls of each live turn, in the order of the turns. */
    static List<List<CallWithDelta>> of(List<Turn> live) {
        var deltas = new PromptTokenDeltas(live);
        var calls = new ArrayList<List<CallWithDelta>>(live.size());
        int expectedIndex = 1;
        for (Turn turn : live) {
            deltas.enter(turn, expectedIndex);
            calls.add(turn.callsByTime().stream().map(deltas::next).toList());
            deltas.leave(turn);
            expectedIndex = turn.turnIndex() + 1;
        }
        return calls;
    }

    /** Whether each delta was taken against the true call before: no turn made more requests than calls were captured. */
    static boolean areAllCallsCaptured(List<Turn> live) {
        return live.stream().allMatch(turn -> participants(turn) >= expectedCalls(turn));
    }

    /** A turn that was not captured hides the call before; before turn 1 there is none, and the prompt grows from 0. */
    private void enter(Turn turn, int expectedIndex) {
        if (turn.turnIndex() == 1) {
            isPreviousKnown = true;
        } else if (turn.turnIndex() != expectedIndex) {
            isPreviousKnown = false;
        }
    }

    private CallWithDelta next(LlmCall call) {
        if (!call.growsPrompt()) {
            return new CallWithDelta(call, null, null);
        }
        Long delta = null;
        DeltaCause cause = null;
        if (isPreviousKnown) {
            delta = call.promptTokens() - (previous == null ? 0 : previous.promptTokens());
            cause = delta < 0 ? cause(call) : null;
        }
        previous = call;
        isPreviousKnown = true;
        return new CallWithDelta(call, delta, cause);
    }

    /** A turn whose calls were not captured hides the call before; one that made none does not. */
    private void leave(Turn turn) {
        if (participants(turn) == 0 && expectedCalls(turn) > 0) {
            isPreviousKnown = false;
        }
    }

    private DeltaCause cause(LlmCall call) {
        if (isSummarizedBetween(previous.at(), call.at())) {
            return DeltaCause.SUMMARIZED;
        }
        return Objects.equals(previous.model(), call.model()) ? null : DeltaCause.MODEL_SWITCH;
    }

    private boolean isSummarizedBetween(Instant from, Instant to) {
        return summarizedAt.stream().anyMatch(at -> !at.isBefore(from) && !at.isAfter(to));
    }

    private static long participants(Turn turn) {
        return turn.calls().values().stream().filter(LlmCall::growsPrompt).count();
    }

    private static int expectedCalls(Turn turn) {
        Integer numRequests = turn.summary().numRequests();
        return numRequests == null ? 1 : numRequests;
    }
}
