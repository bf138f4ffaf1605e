package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * One call to a model: the input and the output row of engine.messages.length. Null means not measured, never 0.
 *
 * @param modelCallId the call's id; null where the client sent none
 * @param at the time of its first row
 * @param model the model that answered, as the server names it
 * @param promptTokens the server's count; null for a failed attempt, which has no output row
 * @param completionTokens the server's count
 * @param maxTokenWindow the tokens that the model's window holds
 * @param subType what the call was for when it was not the agent's own, e.g. subagent
 * @param retryAfterError the error that made the client try again with this call
 */
public record LlmCall(
        String modelCallId,
        Instant at,
        String model,
        Long promptTokens,
        Long completionTokens,
        Long maxTokenWindow,
        String subType,
        String retryAfterError) {

    /** By time; of two at one time by identity, so that the order is total. */
    public static final Comparator<LlmCall> BY_TIME =
            Comparator.comparing(LlmCall::at).thenComparing(CallKey::of);

    /** Joins two rows of one call. */
    LlmCall merge(LlmCall other) {
        return new LlmCall(
                modelCallId,
                Join.smallest(at, other.at),
                Join.smallest(model, other.model),
                Join.largest(promptTokens, other.promptTokens),
                Join.largest(completionTokens, other.completionTokens),
                Join.largest(maxTokenWindow, other.maxTokenWindow),
                Join.smallest(subType, other.subType),
                Join.smallest(retryAfterError, other.retryAfterError));
    }

    /** Whether a subagent made the call. */
    public boolean isSubagent() {
        return subType != null && lower(subType).startsWith("subagent");
    }

    /** Whether the call takes part in the growth of the prompt: it has usage and is the agent's own. */
    public boolean growsPrompt() {
        return promptTokens != null && !isSubagent() && !isSummarization();
    }

    private boolean isSummarization() {
        return subType != null
                && (lower(subType).contains("summariz") || lower(subType).contains("summaris"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
