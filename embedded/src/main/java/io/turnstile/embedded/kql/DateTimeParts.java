package io.turnstile.embedded.kql;

import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** What datetime_part() gives. */
final class DateTimeParts {

    private DateTimeParts() {}

    static long of(String part, LocalDateTime time) {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "year" -> time.getYear();
            case "quarter" -> time.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> time.getMonthValue();
            case "week_of_year" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> time.getDayOfMonth();
            case "dayofyear" -> time.getDayOfYear();
            case "hour" -> time.getHour();
            case "minute" -> time.getMinute();
            case "second" -> time.getSecond();
            case "millisecond" -> time.getNano() / 1_000_000;
            case "microsecond" -> time.getNano() / 1_000;
            case "nanosecond" -> time.getNano();
            default ->
                throw new KqlException(
                        KqlException.Code.RUNTIME,
                        "The part '" + part + "' of a datetime is not known. Use e.g. hour.");
        };
    }
}
