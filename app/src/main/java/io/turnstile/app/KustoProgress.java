package io.turnstile.app;

import io.turnstile.producers.kusto.SourceMetrics;
import io.turnstile.producers.kusto.WindowProgress;
import java.time.Duration;
import java.util.Locale;

/** How a Kusto source goes, on one line of a terminal. */
final class KustoProgress {

    /** Enough to see that a window ends and another begins: cursors differ in their last digits. */
    private static final int DIGITS_SHOWN = 6;

    private KustoProgress() {}

    static String line(SourceMetrics metrics) {
        WindowProgress window = metrics.window();
        return String.format(
                Locale.ROOT,
                "rows %,d (%,.0f/s), window %s, lag %s, time left %s, retries %,d",
                metrics.counts().rows(),
                window.rowsPerSecond(),
                window.isReading() ? "to " + shortened(window.to()) : "none",
                text(metrics.lag()),
                window.rowsLeft() == 0 ? "none" : text(window.timeLeft()),
                metrics.counts().retries());
    }

    private static String shortened(String cursor) {
        return cursor.length() <= DIGITS_SHOWN ? cursor : "…" + cursor.substring(cursor.length() - DIGITS_SHOWN);
    }

    /** In the two largest units: more is neither known nor read. */
    private static String text(Duration duration) {
        if (duration == null) {
            return "unknown";
        }
        if (duration.toDays() > 0) {
            return duration.toDays() + "d" + duration.toHoursPart() + "h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + "h" + duration.toMinutesPart() + "m";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m" + duration.toSecondsPart() + "s"
                : Math.max(0, duration.toSeconds()) + "s";
    }
}
