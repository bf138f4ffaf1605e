package io.turnstile.producers.generated;

/**
 * What is true of a call.
 *
 * @param modelCallId its id; null where the client sent none: its input and its output row are then a call each
 * @param promptTokens the prompt's tokens; null where no answer or no usable output row was sent
 * @param promptTokenDelta the signed difference to the call before; null where it takes no part or the call before was
 *     not captured
 */
public record CallTruth(String modelCallId, Long promptTokens, Long promptTokenDelta) {}
