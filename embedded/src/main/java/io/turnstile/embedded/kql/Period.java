package io.turnstile.embedded.kql;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** A unit of time as datetime_diff() and datetime_add() name it. */
enum Period {
    YEAR(ChronoUnit.YEARS, 1),
    QUARTER(ChronoUnit.MONTHS, 3),
    MONTH(ChronoUnit.MONTHS, 1),
    WEEK(ChronoUnit.WEEKS, 1),
    DAY(ChronoUnit.DAYS, 1),
    HOUR(ChronoUnit.HOURS, 1),
    MINUTE(ChronoUnit.MINUTES, 1),
    SECOND(ChronoUnit.SECONDS, 1),
    MILLISECOND(ChronoUnit.MILLIS, 1),
    MICROSECOND(ChronoUnit.MICROS, 1),
    NANOSECOND(ChronoUnit.NANOS, 1);

    private final ChronoUnit unit;
    private final long count;

    Period(ChronoUnit unit, long count) {
        this.unit = unit;
        this.count = count;
    }

    static Period named(String name) {
        return Arrays.stream(values())
                .filter(period -> period.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new KqlException(
                        KqlException.Code.RUNTIME,
                        "The period '" + name + "' is none. Use one of " + Arrays.toString(values()) + "."));
    }

    LocalDateTime add(LocalDateTime time, long amount) {
        return time.plus(amount * count, unit);
    }

    /** When the period of a time began, or one so many periods later. */
    LocalDateTime start(LocalDateTime time, long later) {
        return add(start(time), later);
    }

    /** How many of its beginnings lie between two times. */
    long between(LocalDateTime from, LocalDateTime to) {
        return unit.between(start(from), start(to)) / count;
    }

    private LocalDateTime start(LocalDateTime time) {
        return switch (this) {
            case YEAR -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            case QUARTER ->
                time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).withMonth((time.getMonthValue() - 1) / 3 * 3 + 1);
            case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case WEEK -> DateTimeFunctions.sunday(time.truncatedTo(ChronoUnit.DAYS));
            default -> time.truncatedTo(unit);
        };
    }
}
