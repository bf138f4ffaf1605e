package io.turnstile.domain.turn;

import io.turnstile.telemetry.RowView;

/** Whole numbers of a row, null where they are missing, negative or out of range: not measured, never 0. */
final class Numbers {

    private Numbers() {}

    static Long whole(RowView fields, String key) {
        var number = fields.number(key);
        if (number.isEmpty() || number.getAsDouble() < 0 || number.getAsDouble() > Long.MAX_VALUE) {
            return null;
        }
        return Math.round(number.getAsDouble());
    }

    static Integer small(RowView fields, String key) {
        Long whole = whole(fields, key);
        return whole == null || whole > Integer.MAX_VALUE ? null : Integer.valueOf(whole.intValue());
    }
}
