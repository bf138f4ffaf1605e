package io.turnstile.producers;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/**
 * Figures shown by JMX as those of the Kafka clients are: {@code turnstile.producer:type=GROUP,name=NAME}, until it is
 * closed.
 */
public final class JmxGauges implements AutoCloseable {

    private static final String DOMAIN = "turnstile.producer";

    private final Metrics metrics =
            new Metrics(new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
    private final String group;
    private final String name;

    /**
     * @param group what kind of thing is shown
     * @param name which one of them
     */
    public JmxGauges(String group, String name) {
        this.group = group;
        this.name = name;
    }

    /** Shows one figure more. It is asked for by any thread, whenever somebody looks. */
    public JmxGauges add(String figure, String description, DoubleSupplier value) {
        Gauge<Double> gauge = (config, now) -> value.getAsDouble();
        metrics.addMetric(metrics.metricName(figure, group, description, Map.of("name", name)), gauge);
        return this;
    }

    @Override
    public void close() {
        metrics.close();
    }
}
