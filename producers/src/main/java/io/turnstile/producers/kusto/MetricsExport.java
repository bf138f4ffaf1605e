package io.turnstile.producers.kusto;

import io.turnstile.producers.JmxGauges;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows a source's metrics by JMX: turnstile.producer:type=source,name=kusto. */
final class MetricsExport {

    private static final String GROUP = "source";

    private MetricsExport() {}

    static JmxGauges show(String name, Supplier<SourceMetrics> source) {
        var gauges = new JmxGauges(GROUP, name);
        addCounts(gauges, () -> source.get().counts());
        addWindow(gauges, () -> source.get().window());
        return gauges.add(
                        "block-rows",
                        "rows of a block at present, at most",
                        () -> source.get().blockRows())
                .add(
                        "lag-seconds",
                        "how far behind the store; NaN before anything was read",
                        () -> seconds(source.get().lag()));
    }

    private static void addCounts(JmxGauges gauges, Supplier<SourceCounts> counts) {
        gauges.add("rows", "rows read", () -> counts.get().rows())
                .add("windows", "windows read to their end", () -> counts.get().windows())
                .add("blocks", "blocks read", () -> counts.get().blocks())
                .add("shrunk", "answers that were too large", () -> counts.get().shrunk())
                .add("retries", "questions asked again", () -> counts.get().retries())
                .add(
                        "throttles",
                        "questions refused because there were too many",
                        () -> counts.get().throttles())
                .add(
                        "changed-rows",
                        "rows gone between counting and reading",
                        () -> counts.get().changedRows());
    }

    private static void addWindow(JmxGauges gauges, Supplier<WindowProgress> window) {
        gauges.add(
                        "window-rows-left",
                        "rows of the window still to be read",
                        () -> window.get().rowsLeft())
                .add(
                        "rows-per-second",
                        "rows read in a second, in the window in hand or the last one",
                        () -> window.get().rowsPerSecond())
                .add(
                        "time-left-seconds",
                        "until the window is read; NaN where that is not known",
                        () -> seconds(window.get().timeLeft()));
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1_000.0;
    }
}
