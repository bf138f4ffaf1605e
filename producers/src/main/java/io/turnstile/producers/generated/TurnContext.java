package io.turnstile.producers.generated;

/**
 * What a turn finds when it begins.
 *
 * @param index its place from 1
 * @param startedAt when it begins, UTC milliseconds
 * @param kind what its conversation is
 * @param mode how it shows its mode
 * @param model the model it runs on
 * @param isRouted whether a router picked the model
 * @param size the prompt so far
 * @param mayHaveNoRounds whether it may be cancelled before its first answer
 */
record TurnContext(
        int index,
        long startedAt,
        ConversationKind kind,
        ModeMark mode,
        String model,
        boolean isRouted,
        PromptSize size,
        boolean mayHaveNoRounds) {}
