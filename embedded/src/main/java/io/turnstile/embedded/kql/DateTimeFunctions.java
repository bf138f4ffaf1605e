package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.DATETIME;
import static io.turnstile.embedded.kql.KqlType.LONG;
import static io.turnstile.embedded.kql.KqlType.REAL;
import static io.turnstile.embedded.kql.KqlType.STRING;
import static io.turnstile.embedded.kql.KqlType.TIMESPAN;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Functions of datetimes and timespans. All is UTC; a week begins on Sunday. */
final class DateTimeFunctions {

    private DateTimeFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        for (Period period : new Period[] {Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR}) {
            String name = period.name().toLowerCase(java.util.Locale.ROOT);
            all.put("startof" + name, boundary((time, count) -> period.start(time, count)));
            all.put(
                    "endof" + name,
                    boundary((time, count) -> period.start(time, count + 1).minusNanos(100)));
        }
        all.put("dayofweek", ScalarFunction.of(a -> sinceSunday(utc(a[0])), DATETIME));
        part(all, "dayofmonth", LocalDateTime::getDayOfMonth);
        part(all, "dayofyear", LocalDateTime::getDayOfYear);
        part(all, "hourofday", LocalDateTime::getHour);
        part(all, "monthofyear", LocalDateTime::getMonthValue);
        part(all, "getmonth", LocalDateTime::getMonthValue);
        part(all, "getyear", LocalDateTime::getYear);
        part(all, "week_of_year", time -> time.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        all.put("datetime_part", ScalarFunction.of(a -> DateTimeParts.of((String) a[0], utc(a[1])), STRING, DATETIME));
        all.put(
                "datetime_diff",
                ScalarFunction.of(
                        a -> Period.named((String) a[0]).between(utc(a[2]), utc(a[1])), STRING, DATETIME, DATETIME));
        all.put(
                "datetime_add",
                ScalarFunction.of(
                        a -> instant(Period.named((String) a[0]).add(utc(a[2]), (long) a[1])), STRING, LONG, DATETIME));
        all.put("make_datetime", makeDatetime());
        all.put(
                "make_timespan",
                ScalarFunction.of(DateTimeFunctions::makeTimespan, REAL, REAL, REAL, REAL)
                        .optional(2));
        unixTime(all, "seconds", Ticks.PER_SECOND);
        unixTime(all, "milliseconds", Ticks.PER_SECOND / 1_000);
        unixTime(all, "microseconds", Ticks.PER_SECOND / 1_000_000);
        all.put("unixtime_nanoseconds_todatetime", ScalarFunction.of(a -> sinceEpoch((long) a[0] / 100), LONG));
        all.put("datetime_utc_to_local", ScalarFunction.of(a -> toLocal(a[0], (String) a[1]), DATETIME, STRING));
        all.put("datetime_local_to_utc", ScalarFunction.of(a -> toUtc(a[0], (String) a[1]), DATETIME, STRING));
        all.put("around", ScalarFunction.of(DateTimeFunctions::around, DATETIME, DATETIME, TIMESPAN));
        all.put(
                "format_datetime",
                ScalarFunction.of(a -> TimeFormat.datetime(utc(a[0]), (String) a[1]), DATETIME, STRING));
        all.put(
                "format_timespan",
                ScalarFunction.of(a -> TimeFormat.timespan((Duration) a[0], (String) a[1]), TIMESPAN, STRING));
        return all;
    }

    static LocalDateTime utc(Object time) {
        return LocalDateTime.ofInstant((Instant) time, ZoneOffset.UTC);
    }

    /** Null beyond the years that a datetime has. */
    private static Instant instant(LocalDateTime time) {
        boolean hasYear = time.getYear() >= 1 && time.getYear() <= 9999;
        return hasYear ? time.toInstant(ZoneOffset.UTC) : null;
    }

    @FunctionalInterface
    private interface Boundary {
        LocalDateTime of(LocalDateTime time, long offset);
    }

    private static ScalarFunction boundary(Boundary boundary) {
        return ScalarFunction.of(a -> instant(boundary.of(utc(a[0]), a.length > 1 ? (long) a[1] : 0)), DATETIME, LONG)
                .optional(1);
    }

    private static void part(Map<String, ScalarFunction> all, String name, ToLongFunction<LocalDateTime> part) {
        all.put(name, ScalarFunction.of(a -> part.applyAsLong(utc(a[0])), DATETIME));
    }

    private static Duration sinceSunday(LocalDateTime time) {
        return Duration.ofDays(time.getDayOfWeek().getValue() % 7L);
    }

    static LocalDateTime sunday(LocalDateTime time) {
        return time.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    private static void unixTime(Map<String, ScalarFunction> all, String unit, long ticks) {
        all.put(
                "unixtime_" + unit + "_todatetime",
                ScalarFunction.of(
                        a -> sinceEpoch(BigDecimal.valueOf((double) a[0])
                                .multiply(BigDecimal.valueOf(ticks))
                                .longValue()),
                        REAL));
    }

    private static Instant sinceEpoch(long ticks) {
        return Ticks.datetime(Ticks.of(Instant.EPOCH) + ticks);
    }

    private static ScalarFunction makeDatetime() {
        return ScalarFunction.of(
                        a -> {
                            try {
                                LocalDateTime day = LocalDateTime.of(whole(a, 0), whole(a, 1), whole(a, 2), 0, 0);
                                return instant(day.withHour(whole(a, 3)).withMinute(whole(a, 4)))
                                        .plus(seconds(a.length > 5 ? (double) a[5] : 0));
                            } catch (DateTimeException e) {
                                return null;
                            }
                        },
                        REAL,
                        REAL,
                        REAL,
                        REAL,
                        REAL,
                        REAL)
                .optional(3);
    }

    private static int whole(Object[] arguments, int position) {
        return position < arguments.length ? (int) (double) arguments[position] : 0;
    }

    private static Duration seconds(double seconds) {
        return Ticks.timespan(Math.round(seconds * Ticks.PER_SECOND));
    }

    /** Hours and minutes; and seconds; days before them. */
    private static Duration makeTimespan(Object[] a) {
        int hours = a.length == 4 ? 1 : 0;
        double seconds = a.length > 2 ? (double) a[a.length - 1] : 0;
        return Duration.ofDays(hours == 0 ? 0 : whole(a, 0))
                .plusHours(whole(a, hours))
                .plusMinutes(whole(a, hours + 1))
                .plus(seconds(seconds));
    }

    private static Instant toLocal(Object time, String zone) {
        return instant(LocalDateTime.ofInstant((Instant) time, zone(zone)));
    }

    private static Instant toUtc(Object time, String zone) {
        return utc(time).atZone(zone(zone)).toInstant();
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "The time zone '" + zone + "' is not known. Use a name as Europe/Paris.");
        }
    }

    private static Object around(Object[] a) {
        long distance = Math.abs(Ticks.of((Instant) a[0]) - Ticks.of((Instant) a[1]));
        return distance <= Ticks.of((Duration) a[2]);
    }
}
