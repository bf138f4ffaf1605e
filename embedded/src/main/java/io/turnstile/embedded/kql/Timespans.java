package io.turnstile.embedded.kql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of timespans: 1.5h as in a query, or [-][d.]hh:mm[:ss[.fffffff]]. */
public final class Timespans {

    private static final Pattern WITH_UNIT = Pattern.compile("(-?)\\s*(\\d+(?:\\.\\d+)?|\\.\\d+)\\s*([A-Za-z]+)");
    private static final Pattern CLOCK =
            Pattern.compile("(-?)(?:(\\d+)[.:](?=\\d+:\\d+:))?(\\d+):(\\d+)(?::(\\d+)(?:\\.(\\d{1,7})\\d*)?)?");
    private static final Pattern DAYS_AND_CLOCK =
            Pattern.compile("(-?)(\\d+)\\.(\\d+):(\\d+)(?::(\\d+)(?:\\.(\\d{1,7})\\d*)?)?");
    private static final Pattern DAYS = Pattern.compile("-?\\d+");

    private Timespans() {}

    /** The timespan of a text; null where it is none. */
    static Duration parse(String text) {
        String trimmed = text.strip();
        if (DAYS.matcher(trimmed).matches()) {
            return Duration.ofDays(Long.parseLong(trimmed));
        }
        Matcher unit = WITH_UNIT.matcher(trimmed);
        if (unit.matches()) {
            return withUnit(unit);
        }
        Matcher clock = DAYS_AND_CLOCK.matcher(trimmed);
        if (clock.matches()) {
            return clock(clock);
        }
        clock = CLOCK.matcher(trimmed);
        return clock.matches() ? clock(clock) : null;
    }

    /**
     * The timespan of a text.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Duration require(String text) {
        Duration time = parse(text);
        if (time == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no timespan of the form [d.]hh:mm:ss[.fffffff] or with a unit, as 1.5h.");
        }
        return time;
    }

    /** The text that tostring() gives, and that stands in answers. */
    public static String format(Duration time) {
        long ticks = Ticks.of(time);
        // The least long has no absolute value; unsigned arithmetic takes it as it is.
        long size = Math.abs(ticks);
        long days = Long.divideUnsigned(size, Ticks.PER_DAY);
        long rest = Long.remainderUnsigned(size, Ticks.PER_DAY);
        long seconds = rest / Ticks.PER_SECOND;
        long fraction = rest % Ticks.PER_SECOND;
        return (ticks < 0 ? "-" : "")
                + (days > 0 ? days + "." : "")
                + String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                + (fraction > 0 ? String.format(".%07d", fraction) : "");
    }

    private static Duration withUnit(Matcher found) {
        long unit = ticksOf(found.group(3));
        if (unit == 0) {
            return null;
        }
        BigDecimal ticks = new BigDecimal(found.group(2)).multiply(BigDecimal.valueOf(unit));
        long size = ticks.setScale(0, RoundingMode.HALF_EVEN).longValue();
        return Ticks.timespan(found.group(1).isEmpty() ? size : -size);
    }

    private static Duration clock(Matcher found) {
        long hours = number(found.group(3));
        long minutes = number(found.group(4));
        long seconds = number(found.group(5));
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return null;
        }
        String fraction = found.group(6) == null ? "" : found.group(6);
        long ticks = number(found.group(2)) * Ticks.PER_DAY
                + (hours * 3600 + minutes * 60 + seconds) * Ticks.PER_SECOND
                + number((fraction + "0000000").substring(0, 7));
        return Ticks.timespan(found.group(1).isEmpty() ? ticks : -ticks);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Zero for a word that is no unit. */
    private static long ticksOf(String unit) {
        return switch (unit) {
            case "d", "day", "days" -> Ticks.PER_DAY;
            case "h", "hr", "hrs", "hour", "hours" -> 3600 * Ticks.PER_SECOND;
            case "m", "min", "minute", "minutes" -> 60 * Ticks.PER_SECOND;
            case "s", "sec", "second", "seconds" -> Ticks.PER_SECOND;
            case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds" -> 10_000;
            case "micro", "micros", "microsec", "microsecond", "microseconds" -> 10;
            case "tick", "ticks" -> 1;
            default -> 0;
        };
    }
}
