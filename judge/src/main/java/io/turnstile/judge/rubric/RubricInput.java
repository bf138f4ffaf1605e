package io.turnstile.judge.rubric;

import java.util.List;

/**
 * What the rubric may read: only what is known when the turn begins. There is no place here for what is known in
 * hindsight, so it cannot leak into a label.
 *
 * @param text what the user wrote
 * @param turnNumber the turn's place in its conversation, from 1
 * @param history the turns before this one that the judge may read, oldest first
 * @param referenceCount how many #references and @mentions the text holds
 */
public record RubricInput(String text, int turnNumber, List<EarlierTurn> history, int referenceCount) {

    public RubricInput {
        history = List.copyOf(history);
    }
}
