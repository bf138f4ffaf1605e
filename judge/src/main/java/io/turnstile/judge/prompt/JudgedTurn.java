package io.turnstile.judge.prompt;

import java.util.List;

/**
 * A turn as it comes to the judge. What is not in here, such as the number of turns that were still to come, cannot be
 * shown.
 *
 * @param text what the user wrote
 * @param history the turns before, oldest first
 * @param signals what is known when the turn begins
 * @param hindsight what was measured afterwards
 */
public record JudgedTurn(String text, List<PastTurn> history, Signals signals, Hindsight hindsight) {

    public JudgedTurn {
        history = List.copyOf(history);
    }
}
