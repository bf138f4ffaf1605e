package io.turnstile.domain.conversation;

/** A complete conversation's stratum by its number of turns. */
public enum TurnCountStratum {
    SHORT,
    MEDIUM,
    LONG;

    /** The stratum, or null outside 3-20 turns. */
    static TurnCountStratum of(int turns) {
        if (turns < 3 || turns > 20) {
            return null;
        }
        if (turns <= 5) {
            return SHORT;
        }
        return turns <= 10 ? MEDIUM : LONG;
    }
}
