package io.turnstile.producers.generated;

/**
 * What is true of a call.
 *
 * @param modelCallId its id
 * @param promptTokens the prompt's tokens; null where no answer or no usable output row was sent
 * @param promptTokenDelta the signed difference to the call before; null where it takes no part or the call before was
 *     not captured
 */
public record CallTruth(String modelCallId, Long promptTokens, Long promptTokenDelta) {}
