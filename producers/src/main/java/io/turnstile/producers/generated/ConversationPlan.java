package io.turnstile.producers.generated;

import java.util.List;

/**
 * All that is decided of a conversation before its rows are written.
 *
 * @param ordinal its number, from 0
 * @param conversationId its id
 * @param sessionId the window that it ran in
 * @param userName who wrote it: a made-up name, as the client would send it
 * @param kind what it is
 * @param client what its client puts into rows
 * @param loss what it loses
 * @param length the last turn's place
 * @param clockSkewMillis how far its machine's clock is ahead, below 0 behind; 0 for a clock that is right
 * @param turns all its turns, abandoned ones and subagents among them, in order of their start
 */
record ConversationPlan(
        int ordinal,
        String conversationId,
        String sessionId,
        String userName,
        ConversationKind kind,
        Client client,
        Loss loss,
        int length,
        long clockSkewMillis,
        List<TurnPlan> turns) {

    long startedAt() {
        return turns.get(0).startedAt();
    }
}
