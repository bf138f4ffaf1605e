package io.turnstile.producers.generated;

/**
 * One call to a model.
 *
 * @param modelCallId joins its two rows; null where the client sends none
 * @param at when it was sent, UTC milliseconds
 * @param answeredAt when its answer was complete; null for an attempt that failed or was stopped
 * @param promptTokens the prompt's size by the server's count, told only in an answer
 * @param completionTokens the answer's size
 * @param model the model called
 * @param subType what the call was for; null for the agent's own
 * @param retryAfterError the error that led to this attempt; null for a first one
 */
record CallPlan(
        String modelCallId,
        long at,
        Long answeredAt,
        long promptTokens,
        long completionTokens,
        String model,
        String subType,
        String retryAfterError) {

    boolean isAnswered() {
        return answeredAt != null;
    }
}
