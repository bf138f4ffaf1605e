package io.turnstile.judge.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

/** How long a server wants to be left alone. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final double MILLIS_PER_SECOND = 1_000;

    private RetryAfter() {}

    /**
     * @param header the values of a header by its name
     * @return zero if the server did not say, or nothing that can be read; a day at most
     */
    static Duration read(Function<String, List<String>> header, Instant now) {
        return header.apply("retry-after-ms").stream()
                .findFirst()
                .map(millis -> seconds(millis, MILLIS_PER_SECOND))
                .or(() -> header.apply("retry-after").stream().findFirst().map(text -> of(text.strip(), now)))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .orElse(Duration.ZERO);
    }

    private static Duration of(String text, Instant now) {
        return text.matches("[0-9.]+") ? seconds(text, 1) : until(text, now);
    }

    private static Duration seconds(String text, double parts) {
        try {
            double seconds = Double.parseDouble(text.strip()) / parts;
            double bounded = Math.max(0, Math.min(seconds, LONGEST.toSeconds()));
            return Duration.ofMillis((long) Math.ceil(bounded * MILLIS_PER_SECOND));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private static Duration until(String date, Instant now) {
        try {
            var until = Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
