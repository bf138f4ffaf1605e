package io.turnstile.judge.prompt;

/** What of a turn a judge reads beside its text. All of it is known when the turn begins. */
public enum Strategy {
    /** The text alone. */
    TEXT(false, false),
    /** And what a router knows: the turn's number, lengths, references, the model before. */
    SIGNALS(true, false),
    /** And the earlier turns, as many as fit. */
    HISTORY(false, true),
    /** And both. */
    ALL(true, true);

    private final boolean showsSignals;
    private final boolean showsHistory;

    Strategy(boolean showsSignals, boolean showsHistory) {
        this.showsSignals = showsSignals;
        this.showsHistory = showsHistory;
    }

    boolean showsSignals() {
        return showsSignals;
    }

    boolean showsHistory() {
        return showsHistory;
    }
}
