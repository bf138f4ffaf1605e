package io.turnstile.streams;

/**
 * One sending of a row.
 *
 * @param position the place in the order of sending; ties are sent in log order, so that all zero is the log itself
 * @param after what passes before the next row is sent
 */
record Delivery(int position, Pause after) {

    /** The time between two rows, and with it where one batch ends. */
    enum Pause {
        NONE,
        /** Enough for turns to be sent on, not for a conversation to close. */
        SHORT,
        /** Every conversation becomes quiet: what is sent later revises. */
        QUIET
    }
}
