package io.turnstile.embedded.kql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of datetimes. Without a zone it is UTC. */
final class DateTimes {

    private static final String TIME = "(?:[T ]+(\\d{1,2})(?::(\\d{1,2}))?(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?)?";
    private static final String ZONE = "\\s*(Z|z|GMT|UTC|[+-]\\d{2}:?\\d{2})?";
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{1,2}))?(?:-(\\d{1,2}))?" + TIME + ZONE);
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})" + TIME + ZONE);
    private static final Pattern US =
            Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + TIME + "(?:\\s*([AaPp])[Mm])?" + ZONE);

    private DateTimes() {}

    /** The datetime of a text; null where it is none. */
    static Instant parse(String text) {
        String trimmed = text.strip();
        try {
            return first(ISO.matcher(trimmed))
                    .or(() -> first(COMPACT.matcher(trimmed)))
                    .or(() -> american(US.matcher(trimmed)))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The text that tostring() gives. */
    static String format(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d.%07dZ",
                utc.getYear(),
                utc.getMonthValue(),
                utc.getDayOfMonth(),
                utc.getHour(),
                utc.getMinute(),
                utc.getSecond(),
                utc.getNano() / 100);
    }

    private static Optional<Instant> first(Matcher found) {
        if (!found.matches()) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.of(number(found, 1, 0), number(found, 2, 1), number(found, 3, 1));
        return Optional.of(at(date, time(found, 4, number(found, 4, 0)), found.group(8)));
    }

    private static Optional<Instant> american(Matcher found) {
        if (!found.matches()) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.of(number(found, 3, 0), number(found, 1, 1), number(found, 2, 1));
        int hour = number(found, 4, 0);
        if (found.group(8) != null) {
            hour = hour % 12 + (found.group(8).equalsIgnoreCase("p") ? 12 : 0);
        }
        return Optional.of(at(date, time(found, 4, hour), found.group(9)));
    }

    private static LocalTime time(Matcher found, int group, int hour) {
        String fraction = found.group(group + 3);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        return LocalTime.of(hour, number(found, group + 1, 0), number(found, group + 2, 0), nanos / 100 * 100);
    }

    private static Instant at(LocalDate date, LocalTime time, String zone) {
        boolean isUtc = zone == null || !(zone.startsWith("+") || zone.startsWith("-"));
        return LocalDateTime.of(date, time).toInstant(isUtc ? ZoneOffset.UTC : ZoneOffset.of(zone));
    }

    private static int number(Matcher found, int group, int otherwise) {
        return found.group(group) == null ? otherwise : Integer.parseInt(found.group(group));
    }
}
