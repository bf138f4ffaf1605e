package io.turnstile.domain.turn;

/** What one row says: a part of a turn, or a reason why it says nothing. */
public sealed interface Fragment {

    /** A lower bound of a turn: what the row alone proves of it. */
    record OfTurn(Turn turn) implements Fragment {}

    /** The row takes no part. */
    record Ignored(IgnoredRow reason) implements Fragment {}

    /** Reads a row. Total: whatever a row holds, it is a part of a turn or ignored for a reason. */
    static Fragment of(Row row) {
        return FragmentReading.read(row);
    }
}
