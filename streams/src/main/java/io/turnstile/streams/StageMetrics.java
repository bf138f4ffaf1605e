package io.turnstile.streams;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * What a stage counts, as Kafka metrics of group {@value #GROUP} with tags stage and reason. Whatever is dropped is
 * counted here under a reason.
 */
public final class StageMetrics {

    /** The metric group, as JMX and {@code KafkaStreams.metrics()} show it. */
    public static final String GROUP = "turnstile";

    private static final String NO_REASON = "";

    private final StreamsMetrics metrics;
    private final String stage;
    private final Map<StageCount, Map<String, Sensor>> sensors = new EnumMap<>(StageCount.class);

    public StageMetrics(StreamsMetrics metrics, String stage) {
        this.metrics = metrics;
        this.stage = stage;
    }

    /** One more, where there is only one reason. */
    public void add(StageCount count) {
        add(count, NO_REASON, 1);
    }

    /** @param reason why, a constant's name */
    public void add(StageCount count, String reason) {
        add(count, reason, 1);
    }

    /** @param amount how many more, above 0 */
    public void add(StageCount count, long amount) {
        add(count, NO_REASON, amount);
    }

    /**
     * @param reason why, a constant's name
     * @param amount how many more, above 0
     */
    public void add(StageCount count, String reason, long amount) {
        sensors.computeIfAbsent(count, any -> new HashMap<>())
                .computeIfAbsent(reason, any -> sensor(count.metric(), reason))
                .record(amount);
    }

    /** Sensors are shared by the tasks of an application, so that one metric holds the sum. */
    private Sensor sensor(String name, String reason) {
        Sensor sensor = metrics.addSensor(String.join(".", GROUP, stage, name, reason), Sensor.RecordingLevel.INFO);
        var tags = reason.equals(NO_REASON) ? Map.of("stage", stage) : Map.of("stage", stage, "reason", reason);
        sensor.add(new MetricName(name, GROUP, "", tags), new CumulativeSum());
        return sensor;
    }
}
