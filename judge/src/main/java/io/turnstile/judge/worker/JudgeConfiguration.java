package io.turnstile.judge.worker;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How the worker consumes requests.
 *
 * @param group the share group that shares the requests
 * @param lanes how many consumers the worker has
 * @param maxBatch the most requests that a lane holds
 * @param concurrency the most calls of the judge at one time
 * @param lockDuration how long a request is locked for a lane that does not renew
 * @param deliveryLimit how often a request is delivered before it is given up
 * @param retryPause how long to wait before trying again after the cluster or the registry failed
 * @param closeTimeout how long closing waits for calls in hand
 * @param probes how the judge is watched
 */
public record JudgeConfiguration(
        String group,
        int lanes,
        int maxBatch,
        int concurrency,
        Duration lockDuration,
        int deliveryLimit,
        Duration retryPause,
        Duration closeTimeout,
        ProbeConfiguration probes) {

    public static final Setting<String> GROUP = Setting.string(
            "judge.group",
            "turnstile-judge",
            "The share group of the judge workers. Workers of one group share the requests, also when there are more of"
                    + " them than partitions; a new group reads every request again. It must not be the name of a consumer"
                    + " group.");
    public static final Setting<Integer> LANES = Setting.integer(
            "judge.lanes",
            2,
            "How many consumers a worker has. Each takes a batch, and fetches the next when all of it is done; of two, one"
                    + " keeps the calls going while the other waits for its last answers.");
    public static final Setting<Integer> MAX_BATCH = Setting.integer(
            "judge.max-batch",
            200,
            "The most requests that a lane holds at a time. What a killed worker holds is delivered again. Twice"
                    + " judge.concurrency or more keeps all calls going; 200 makes the cost of a fetch small beside that of"
                    + " the offline rubric. With 2 lanes a worker locks 400 requests, of the 2,000 that the broker locks in"
                    + " one partition for a group.");
    public static final Setting<Integer> CONCURRENCY = Setting.integer(
            "judge.concurrency",
            16,
            "The most calls of the judge at one time, over all lanes. 16 are within the smallest plans of the large"
                    + " services. A judge that costs nothing computes in this process, and is not called by more threads than"
                    + " there are processors.");
    public static final Setting<Duration> LOCK_DURATION = Setting.duration(
            "judge.lock-duration",
            Duration.ofSeconds(30),
            "How long a request stays locked for a lane that does not renew; a lane at work renews after half of it."
                    + " The requests of a killed worker are free when its connection breaks, or after this time where"
                    + " nobody notices. 30s is the broker's own default; the broker allows 15s to 60s.");
    public static final Setting<Integer> DELIVERY_LIMIT = Setting.integer(
            "judge.delivery-limit",
            10,
            "How often a request is delivered. The last delivery makes a dead letter of it, unjudged: a request whose"
                    + " workers die again and again must neither stop all others nor vanish. Only killed, closed or"
                    + " disconnected workers use deliveries up; a judge that does not answer uses none. 10 is the most that"
                    + " a broker allows by default.");
    public static final Setting<Duration> RETRY_PAUSE = Setting.duration(
            "judge.retry-pause",
            Duration.ofSeconds(1),
            "How long the worker waits before it tries again after the cluster or the registry failed: short against an"
                    + " outage, long against a busy loop.");
    public static final Setting<Duration> CLOSE_TIMEOUT = Setting.duration(
            "judge.close-timeout",
            Duration.ofSeconds(20),
            "How long closing waits for calls in hand. What is not answered by then is released, and judged by another"
                    + " worker or after the next start. 20s is within the 30s that container runtimes give.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(
            GROUP,
            LANES,
            MAX_BATCH,
            CONCURRENCY,
            LOCK_DURATION,
            DELIVERY_LIMIT,
            RETRY_PAUSE,
            CLOSE_TIMEOUT,
            ProbeConfiguration.RATE,
            ProbeConfiguration.ALARM,
            ProbeConfiguration.WINDOW);

    /** With fewer, the first delivery would be the last. */
    private static final int LEAST_DELIVERIES = 2;

    /** @throws ConfigurationException if a number is too small */
    public JudgeConfiguration {
        requireAtLeast(1, LANES, lanes);
        requireAtLeast(1, MAX_BATCH, maxBatch);
        requireAtLeast(1, CONCURRENCY, concurrency);
        requireAtLeast(LEAST_DELIVERIES, DELIVERY_LIMIT, deliveryLimit);
    }

    /** @throws ConfigurationException if a value cannot be used */
    public static JudgeConfiguration from(Settings settings) {
        return new JudgeConfiguration(
                settings.get(GROUP),
                settings.get(LANES),
                settings.get(MAX_BATCH),
                settings.get(CONCURRENCY),
                settings.get(LOCK_DURATION),
                settings.get(DELIVERY_LIMIT),
                settings.get(RETRY_PAUSE),
                settings.get(CLOSE_TIMEOUT),
                ProbeConfiguration.from(settings));
    }

    static void requireAtLeast(int least, Setting<Integer> setting, int value) {
        if (value < least) {
            throw new ConfigurationException("Configuration key " + setting.key() + " has the value '" + value
                    + "': expected " + least + " or more.");
        }
    }
}
