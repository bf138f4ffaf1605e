package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.LlmCall;
import io.turnstile.domain.turn.Turn;
import java.util.List;

/**
 * What is derived from a turn within its conversation. All but isSynthetic is known only in hindsight.
 *
 * @param isSynthetic the client, not the user, wrote the text
 * @param complexity null where numRequests was not measured
 * @param toolDiversity how many different tools were called; null where toolCounts was not measured
 * @param tokenGrowth prompt tokens of the last call less those of the first; null where no call has usage
 * @param roundCheck null where rounds or calls were not measured
 */
public record TurnSignals(
        boolean isSynthetic, Complexity complexity, Integer toolDiversity, Long tokenGrowth, RoundCheck roundCheck) {

    /** @param turn a turn with a summary */
    static TurnSignals of(Turn turn) {
        var summary = turn.summary();
        return new TurnSignals(
                SyntheticText.is(turn.userText()),
                Complexity.of(summary.numRequests()),
                summary.toolCounts() == null ? null : summary.toolCounts().size(),
                tokenGrowth(turn),
                RoundCheck.of(summary));
    }

    private static Long tokenGrowth(Turn turn) {
        List<LlmCall> calls =
                turn.callsByTime().stream().filter(LlmCall::growsPrompt).toList();
        return calls.isEmpty()
                ? null
                : Long.valueOf(calls.get(calls.size() - 1).promptTokens()
                        - calls.get(0).promptTokens());
    }
}
