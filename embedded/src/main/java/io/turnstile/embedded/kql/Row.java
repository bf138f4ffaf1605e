package io.turnstile.embedded.kql;

import java.util.Arrays;

/**
 * A row on its way through the operators.
 *
 * @param values nobody writes to them once the row is handed on
 * @param ingested the row of the database that it comes from; null where it does not come from one alone
 */
record Row(Object[] values, KqlDatabase.Row ingested) {

    static Row of(Object... values) {
        return new Row(values, null);
    }

    Object get(int position) {
        return values[position];
    }

    /** The same row with other values. */
    Row with(Object[] others) {
        return new Row(others, ingested);
    }

    /** The same row with room for more values behind its own. */
    Row widened(int width) {
        return with(Arrays.copyOf(values, width));
    }
}
