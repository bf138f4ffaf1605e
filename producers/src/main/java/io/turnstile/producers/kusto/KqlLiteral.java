package io.turnstile.producers.kusto;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of query parameters, as KQL writes them: to the tick, which the client's own conversions lose. */
final class KqlLiteral {

    private static final DateTimeFormatter TICKS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private KqlLiteral() {}

    static String datetime(Instant time) {
        return "datetime(" + TICKS.format(time) + ")";
    }

    static String timespan(Duration time) {
        return String.format(
                Locale.ROOT,
                "timespan(%d.%02d:%02d:%02d.%07d)",
                time.toDaysPart(),
                time.toHoursPart(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toNanosPart() / Part.TICK.toNanos());
    }

    static String integer(int number) {
        return "int(" + number + ")";
    }
}
