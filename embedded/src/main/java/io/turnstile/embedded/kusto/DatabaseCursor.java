package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlException;
import java.time.Instant;

/**
 * Database cursors: growing decimal numbers of 18 digits. As in Kusto, one tells about when it was given: it counts ticks
 * of 100 ns since the year 1. A reader must not rely on that.
 */
final class DatabaseCursor {

    /** Before every row. */
    static final long BEGINNING = Long.MIN_VALUE;

    /** After every row. */
    static final long END = Long.MAX_VALUE;

    private static final long TICKS_A_SECOND = 10_000_000;
    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;
    private static final int MOST_DIGITS = 18;

    private DatabaseCursor() {}

    static long at(Instant time) {
        return TICKS_AT_EPOCH + time.getEpochSecond() * TICKS_A_SECOND + time.getNano() / 100;
    }

    /**
     * Reads a cursor that a query names.
     *
     * @param otherwise what a missing one stands for: null, or blank
     * @throws KqlException if the text is no cursor
     */
    static long parse(String text, long otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "'" + text
                            + "' is no database cursor. Give a value that cursor_current() gave, or the empty string.");
        }
        return Long.parseLong(text);
    }
}
