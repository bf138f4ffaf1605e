package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract of promptTokenDelta, applied to live turns in order of their index. */
final class PromptTokenDeltas {

    private PromptTokenDeltas() {}

    /** The calls of each turn, by the turn's key. */
    static Map<String, List<CallTruth>> byTurn(List<TurnPlan> live, Client client) {
        var byTurn = new LinkedHashMap<String, List<CallTruth>>();
        Long before = null;
        for (int i = 0; i < live.size(); i++) {
            if (i == 0) {
                // The first call of turn 1 stands against an empty prompt.
                before = 0L;
            } else if (areCallsMissing(live.get(i - 1), client)) {
                before = null;
            }
            var truths = new ArrayList<CallTruth>();
            for (CallPlan call : callsInOrder(live.get(i))) {
                Long tokens = tokens(call, client);
                if (isTornApart(call, client)) {
                    truths.add(new CallTruth(null, null, null));
                }
                boolean takesPart = takesPart(call, client);
                truths.add(new CallTruth(
                        call.modelCallId(),
                        tokens,
                        takesPart && before != null ? Long.valueOf(tokens - before) : null));
                before = takesPart ? tokens : before;
            }
            byTurn.put(live.get(i).key(), List.copyOf(truths));
        }
        return byTurn;
    }

    /** The turn made requests, but none that a difference can be taken to. */
    private static boolean areCallsMissing(TurnPlan turn, Client client) {
        Integer numRequests = turn.summary().numRequests();
        boolean madeNone = numRequests != null && numRequests == 0;
        return !madeNone && callsInOrder(turn).stream().noneMatch(call -> takesPart(call, client));
    }

    private static List<CallPlan> callsInOrder(TurnPlan turn) {
        return turn.rounds().stream()
                .flatMap(round -> round.calls().stream())
                .sorted(Comparator.comparingLong(CallPlan::at))
                .toList();
    }

    /** Without an id nothing joins the row of the question and that of the answer: the former is a call of its own. */
    private static boolean isTornApart(CallPlan call, Client client) {
        return call.modelCallId() == null && tokens(call, client) != null;
    }

    private static Long tokens(CallPlan call, Client client) {
        return call.isAnswered() && client.capturesUsage() ? call.promptTokens() : null;
    }

    private static boolean takesPart(CallPlan call, Client client) {
        return tokens(call, client) != null && call.subType() == null;
    }
}
