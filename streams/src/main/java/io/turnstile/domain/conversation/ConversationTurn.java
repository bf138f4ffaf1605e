package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import java.util.List;

/**
 * A live turn in its conversation.
 *
 * @param turn the turn as assembled
 * @param calls its calls by time, with deltas
 * @param signals what is derived
 */
public record ConversationTurn(Turn turn, List<CallWithDelta> calls, TurnSignals signals) {

    /** The model that the turn ran on: as the client says, else the first call's; null where neither was captured. */
    public String model() {
        if (turn.summary().model() != null) {
            return turn.summary().model();
        }
        return calls.stream()
                .map(call -> call.call().model())
                .filter(model -> model != null)
                .findFirst()
                .orElse(null);
    }
}
