package io.turnstile.datasets.views;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation gives to fine-tune a chat model on: what the user wrote and what the model answered, turn by turn,
 * and nothing else. It has no holes: it ends before the first turn that a text is missing of, for what follows may answer
 * to what is not there.
 *
 * @param pairs of the turns that are taken, in order
 * @param leftOut how many live turns are not, by reason
 */
record Chat(List<Pair> pairs, Map<LeftOutTurn, Integer> leftOut) {

    /** A turn's two texts, as they were captured. */
    record Pair(String user, String assistant) {}

    Chat {
        pairs = List.copyOf(pairs);
        leftOut = Collections.unmodifiableMap(leftOut);
    }

    static Chat of(Conversation conversation) {
        var pairs = new ArrayList<Pair>();
        var leftOut = new EnumMap<LeftOutTurn, Integer>(LeftOutTurn.class);
        boolean isBehindHole = false;
        for (Turn turn : conversation.getTurns()) {
            Optional<LeftOutTurn> reason = isBehindHole ? Optional.of(LeftOutTurn.AFTER_A_HOLE) : reason(turn);
            reason.ifPresentOrElse(
                    why -> leftOut.merge(why, 1, Integer::sum),
                    () -> pairs.add(new Pair(turn.getUserText(), turn.getModelText())));
            isBehindHole |= reason.filter(why -> why != LeftOutTurn.SYNTHETIC).isPresent();
        }
        return new Chat(pairs, leftOut);
    }

    private static Optional<LeftOutTurn> reason(Turn turn) {
        if (turn.getSignals() != null && turn.getSignals().getIsSynthetic()) {
            return Optional.of(LeftOutTurn.SYNTHETIC);
        }
        if (turn.getUserText() == null) {
            return Optional.of(LeftOutTurn.NO_USER_TEXT);
        }
        return turn.getModelText() == null ? Optional.of(LeftOutTurn.NO_MODEL_TEXT) : Optional.empty();
    }
}
