package io.turnstile.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * What a stage counts, as Kafka metrics of group {@value #GROUP} with tags stage and reason. Whatever is dropped is
 * counted here under a reason. A count that can fall is what is so at present, not what ever was.
 */
public final class StageMetrics {

    /** The metric group, as JMX and {@code KafkaStreams.metrics()} show it. */
    public static final String GROUP = "turnstile";

    private final StreamsMetrics metrics;
    private final String stage;
    private final Map<String, Map<String, Sensor>> sensors = new HashMap<>();

    public StageMetrics(StreamsMetrics metrics, String stage) {
        this.metrics = metrics;
        this.stage = stage;
    }

    /**
     * Adds to a count.
     *
     * @param name the metric's name, e.g. ignored-rows
     * @param reason why, a constant's name; empty where there is only one
     * @param amount how many more, or, below 0, fewer
     */
    public void add(String name, String reason, long amount) {
        sensors.computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(reason, any -> sensor(name, reason))
                .record(amount);
    }

    /** Sensors are shared by the tasks of an application, so that one metric holds the sum. */
    private Sensor sensor(String name, String reason) {
        Sensor sensor = metrics.addSensor(String.join(".", GROUP, stage, name, reason), Sensor.RecordingLevel.INFO);
        var tags = reason.isEmpty() ? Map.of("stage", stage) : Map.of("stage", stage, "reason", reason);
        sensor.add(new MetricName(name, GROUP, "", tags), new CumulativeSum());
        return sensor;
    }
}
