package io.turnstile.producers.kusto;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/** Shows a source's metrics by JMX, as those of the Kafka clients: turnstile.producer:type=source,name=kusto. */
final class MetricsExport implements AutoCloseable {

    private static final String DOMAIN = "turnstile.producer";
    private static final String GROUP = "source";

    private final Metrics metrics;

    private MetricsExport(Metrics metrics) {
        this.metrics = metrics;
    }

    static MetricsExport of(String name, Supplier<SourceMetrics> source) {
        var metrics = new Metrics(
                new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
        var export = new MetricsExport(metrics);
        export.add(name, "rows", "rows read", source, shown -> shown.counts().rows());
        export.add(
                name,
                "windows",
                "windows read to their end",
                source,
                shown -> shown.counts().windows());
        export.add(
                name, "blocks", "blocks read", source, shown -> shown.counts().blocks());
        export.add(name, "block-rows", "rows of a block at present, at most", source, SourceMetrics::blockRows);
        export.add(
                name,
                "shrunk",
                "answers that were too large",
                source,
                shown -> shown.counts().shrunk());
        export.add(
                name,
                "retries",
                "questions asked again",
                source,
                shown -> shown.counts().retries());
        export.add(
                name,
                "throttles",
                "questions refused because there were too many",
                source,
                shown -> shown.counts().throttles());
        export.add(
                name,
                "changed-rows",
                "rows gone between counting and reading",
                source,
                shown -> shown.counts().changedRows());
        export.add(
                name,
                "window-rows-left",
                "rows of the window still to be read",
                source,
                shown -> shown.window().rowsLeft());
        export.add(
                name,
                "rows-per-second",
                "rows read in a second, in the window in hand or the last one",
                source,
                shown -> shown.window().rowsPerSecond());
        export.add(
                name,
                "time-left-seconds",
                "until the window is read; NaN where that is not known",
                source,
                shown -> seconds(shown.window().timeLeft()));
        export.add(
                name,
                "lag-seconds",
                "how far behind the store; NaN before anything was read",
                source,
                shown -> seconds(shown.lag()));
        return export;
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1_000.0;
    }

    private void add(
            String source,
            String metric,
            String description,
            Supplier<SourceMetrics> snapshot,
            ToDoubleFunction<SourceMetrics> value) {
        Gauge<Double> gauge = (config, now) -> value.applyAsDouble(snapshot.get());
        metrics.addMetric(metrics.metricName(metric, GROUP, description, Map.of("name", source)), gauge);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
