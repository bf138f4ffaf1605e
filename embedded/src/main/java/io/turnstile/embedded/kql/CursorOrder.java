package io.turnstile.embedded.kql;

import java.math.BigInteger;

/** Which of two database cursors, as queries hold them, is the later: decimal numbers. The empty one is before all rows. */
final class CursorOrder {

    private CursorOrder() {}

    /** Whether a cursor is later than another; null is the empty one. */
    static boolean isAfter(String cursor, String other) {
        return number(cursor).compareTo(number(other)) > 0;
    }

    private static BigInteger number(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return BigInteger.ZERO;
        }
        try {
            return new BigInteger(cursor.strip());
        } catch (NumberFormatException e) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "The cursor '" + cursor + "' is no decimal number. Pass one that cursor_current() gave.");
        }
    }
}
