package io.turnstile.domain.routing;

import io.turnstile.domain.conversation.ConversationTurn;
import java.util.List;

/**
 * A turn to be judged.
 *
 * @param conversationId its conversation
 * @param userHash whose conversation it is; null where no turn says
 * @param turn the turn, whose hindsight is carried along to the label
 * @param memberships the datasets that it belongs to, at least one
 * @param text what the user wrote
 * @param history the earlier turns that the judge may read, oldest first
 * @param inferenceSignals what a router knows when the turn begins
 * @param isLikelyReasoning whether the model that the turn ran on likely reasons; null where it is not known
 */
public record Request(
        String conversationId,
        String userHash,
        ConversationTurn turn,
        List<Membership> memberships,
        String text,
        List<HistoryTurn> history,
        InferenceSignals inferenceSignals,
        Boolean isLikelyReasoning) {

    public String messageId() {
        return turn.turn().messageId();
    }

    /** The turn's place in its conversation, from 1. */
    public int turnNumber() {
        return turn.turn().turnIndex();
    }

    /** The hash of all that is judged, and of nothing else: a verdict holds for every request with its hash. */
    public String inputHash() {
        return InputHash.of(this);
    }
}
