package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.LlmCall;

/**
 * A call, and how the prompt grew up to it.
 *
 * @param promptTokenDelta promptTokens less those of the call before, across turns; for the first call of turn 1 its
 *     promptTokens; null where the call before was not captured or the call takes no part
 * @param deltaCause why the delta is negative; null where it is not, or where the cause is not known
 */
public record CallWithDelta(LlmCall call, Long promptTokenDelta, DeltaCause deltaCause) {}
