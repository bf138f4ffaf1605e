package io.turnstile.embedded.kusto;

import java.time.Duration;
import java.util.regex.Pattern;

/** Timespans as Kusto writes them: {@code [-][d.]hh:mm:ss[.fffffff]}. */
final class Timespan {

    private static final Pattern FORM =
            Pattern.compile("(-?)(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,7}))?");

    private static final int NANOS_A_TICK = 100;

    private Timespan() {}

    /** @throws IllegalArgumentException if the text is none */
    static Duration parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no timespan of the form [d.]hh:mm:ss[.fffffff].");
        }
        Duration span = Duration.ofDays(number(match.group(2)))
                .plusHours(number(match.group(3)))
                .plusMinutes(number(match.group(4)))
                .plusSeconds(number(match.group(5)))
                .plusNanos(ticks(match.group(6)) * NANOS_A_TICK);
        return match.group(1).isEmpty() ? span : span.negated();
    }

    static String format(Duration span) {
        Duration size = span.abs();
        var text = new StringBuilder(span.isNegative() ? "-" : "");
        if (size.toDaysPart() > 0) {
            text.append(size.toDaysPart()).append('.');
        }
        text.append("%02d:%02d:%02d".formatted(size.toHoursPart(), size.toMinutesPart(), size.toSecondsPart()));
        if (size.getNano() > 0) {
            text.append(".%07d".formatted(size.getNano() / NANOS_A_TICK));
        }
        return text.toString();
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long ticks(String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "0000000").substring(0, 7));
    }
}
