package io.turnstile.domain.routing;

/** The third of a conversation in which a turn stands. Like a stratum it is known only when the conversation is over. */
public enum Position {
    BEGINNING,
    MIDDLE,
    END;

    /**
     * The third by floor(3 * (turnNumber - 1) / numberOfTurns).
     *
     * @param turnNumber from 1 to numberOfTurns
     */
    static Position of(int turnNumber, int numberOfTurns) {
        return values()[values().length * (turnNumber - 1) / numberOfTurns];
    }
}
