package io.turnstile.judge.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * What a judge is shown of a turn, after the strategy and the budget. Whatever else decides on a verdict reads this and
 * not the turn, so that equal material gets an equal verdict.
 *
 * @param text what the user wrote
 * @param history the turns before, oldest first; empty where the strategy shows none
 * @param areOlderOmitted whether there were turns before those
 * @param signals null where the strategy shows none
 * @param hindsight null where it is not shown
 */
public record ShownTurn(
        Excerpt text, List<ShownPastTurn> history, boolean areOlderOmitted, Signals signals, Hindsight hindsight) {

    public ShownTurn {
        history = List.copyOf(history);
    }

    /** Every text that somebody else wrote, in the pieces that are shown. */
    public List<String> texts() {
        var texts = new ArrayList<String>();
        history.forEach(turn -> {
            texts.addAll(turn.user().pieces());
            texts.addAll(turn.model().pieces());
        });
        if (signals != null && signals.previousModel() != null) {
            texts.addAll(Name.of(signals.previousModel()).pieces());
        }
        if (hindsight != null) {
            Name.allIn(hindsight).forEach(name -> texts.addAll(name.pieces()));
        }
        texts.addAll(text.pieces());
        return texts;
    }
}
