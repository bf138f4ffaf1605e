package io.turnstile.config;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as people write them: 500ms, 30s, 15m, 24h, 7d. They are whole milliseconds, zero or more. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    /** Kafka and the JVM's clock count in a long of milliseconds; what does not fit would fail far from here. */
    private static final long LONGEST_DAYS = Duration.ofMillis(Long.MAX_VALUE).toDays();

    private DurationText() {}

    /** @throws IllegalArgumentException if the text is not a number with a unit, or is more than a long of milliseconds */
    public static Duration parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number with a unit: 500ms, 30s, 15m, 24h or 7d");
        }
        try {
            return Duration.ofMillis(Math.multiplyExact(Long.parseLong(matcher.group(1)), millis(matcher.group(2))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expected a shorter duration: at most " + LONGEST_DAYS + "d", e);
        }
    }

    /**
     * The duration in the largest unit that divides it: what {@link #parse} reads back.
     *
     * @throws IllegalArgumentException if it is negative or not whole milliseconds: no text stands for it
     */
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("expected whole milliseconds, zero or more, not " + duration);
        }
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
