package io.turnstile.producers.kusto;

import java.time.Instant;
import java.util.Locale;

/** Where a source begins that has no position yet: at the beginning, now, or at a time. */
final class StartAt {

    private static final String NOW = "now";
    private static final String BEGINNING = "beginning";

    private StartAt() {}

    /**
     * @throws IllegalArgumentException if it is neither a time, nor now, nor beginning. A time without a zone is in UTC
     */
    static Position.Start parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case NOW -> new Position.Start(null);
            case BEGINNING -> new Position.Start(Part.BEGINNING);
            default -> new Position.Start(time(text.strip()));
        };
    }

    private static Instant time(String text) {
        String time = text.length() == "2026-01-31".length() ? text + "T00:00:00Z" : text;
        return IngestionTime.of(time)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected now, beginning, or a time: 2026-01-31 or 2026-01-31T12:00:00Z"));
    }
}
