package io.turnstile.judge.worker;

import io.turnstile.judge.NoLabel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/** Shows a worker's counts by JMX, as those of the Kafka clients: turnstile.judge:type=worker,group=turnstile-judge. */
final class JudgeMetrics implements AutoCloseable {

    private static final String DOMAIN = "turnstile.judge";
    private static final String GROUP = "worker";

    private final Metrics metrics =
            new Metrics(new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
    private final Map<String, String> tags;
    private final Supplier<JudgeCounts> counts;

    JudgeMetrics(String group, Supplier<JudgeCounts> counts) {
        this.tags = Map.of("group", group);
        this.counts = counts;
        add("judged", "requests that got a verdict", JudgeCounts::judged);
        add("cached", "requests among them whose answer was known", JudgeCounts::cached);
        add("retracted", "tombstones passed on", JudgeCounts::retracted);
        add("failed", "requests that failed", JudgeCounts::failed);
        add("paused", "times that nothing could be judged or stored", JudgeCounts::pauses);
        add("in-flight", "requests in hand", JudgeCounts::inFlight);
        add("probe-agreed", "golden cases that got their label", JudgeCounts::probesAgreed);
        add("probe-disagreed", "golden cases that got another label or none", JudgeCounts::probesDisagreed);
        add("drift", "1 while the latest probes agree too little", shown -> shown.isDrifting() ? 1 : 0);
        for (NoLabel reason : NoLabel.values()) {
            add(
                    "no-label-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "requests without a label: " + reason,
                    shown -> shown.withoutLabel().getOrDefault(reason, 0L));
        }
    }

    private void add(String name, String description, ToDoubleFunction<JudgeCounts> value) {
        Gauge<Double> gauge = (config, now) -> value.applyAsDouble(counts.get());
        metrics.addMetric(metrics.metricName(name, GROUP, description, tags), gauge);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
