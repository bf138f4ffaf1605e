package io.turnstile.topic;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import java.time.Duration;
import java.util.List;

/**
 * What may differ between installations in the topic catalogue.
 *
 * @param prefix put before every topic's name
 * @param partitions partitions of the keyed topics
 * @param replicationFactor copies of each partition; 0 takes the broker's default
 * @param retention how long the topics that hold raw rows and turns keep them
 * @param plans the names of the plans, each of which has a topic
 */
public record TopicConfiguration(
        String prefix, int partitions, int replicationFactor, Duration retention, List<String> plans) {

    public static final Setting<String> PREFIX = Setting.string(
            "topics.prefix", "turnstile.", "Put before every topic's name; several installations can share a cluster.");
    public static final Setting<Integer> PARTITIONS = Setting.integer(
            "topics.partitions",
            6,
            "Partitions of the keyed topics: the most stream threads that can share a stage. Cannot be changed later"
                    + " without moving keys; 6 divides by 1, 2, 3 and 6.");
    public static final Setting<Integer> REPLICATION_FACTOR = Setting.integer(
            "topics.replication-factor",
            0,
            "Copies of each partition. 0 takes the broker's default.replication.factor.");
    public static final Setting<Duration> RETENTION = Setting.duration(
            "topics.retention",
            Duration.ofDays(7),
            "How long telemetry and turns stay. It bounds both how far back the topologies can be reprocessed and how"
                    + " long a forgotten user's rows linger.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(PREFIX, PARTITIONS, REPLICATION_FACTOR, RETENTION);

    /** The same without plans. */
    public TopicConfiguration(String prefix, int partitions, int replicationFactor, Duration retention) {
        this(prefix, partitions, replicationFactor, retention, List.of());
    }

    /** Settings that know no keys of plans make a catalogue without plans. */
    public static TopicConfiguration from(Settings settings) {
        return new TopicConfiguration(
                settings.get(PREFIX),
                settings.get(PARTITIONS),
                settings.get(REPLICATION_FACTOR),
                settings.get(RETENTION),
                Plans.declaredIn(settings).stream().map(Plan::name).toList());
    }
}
