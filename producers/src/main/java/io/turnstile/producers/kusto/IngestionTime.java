package io.turnstile.producers.kusto;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times of ingestion as the cluster writes them: to the tick, and in UTC where it writes no zone. */
final class IngestionTime {

    private IngestionTime() {}

    /** Empty for what is no time, null among it. */
    static Optional<Instant> of(String datetime) {
        if (datetime == null) {
            return Optional.empty();
        }
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(datetime, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
