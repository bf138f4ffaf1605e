package io.turnstile.judge;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How the worker consumes requests.
 *
 * @param group the consumer group that shares the requests
 * @param transactionalId put before each thread's number to name its transactions
 * @param maxBatch the most requests in one transaction
 * @param threads how many threads judge
 * @param retryPause how long a thread waits before it tries again after the cluster or the registry failed
 * @param closeTimeout how long closing waits for the batches in hand
 */
public record JudgeConfiguration(
        String group, String transactionalId, int maxBatch, int threads, Duration retryPause, Duration closeTimeout) {

    public static final Setting<String> GROUP = Setting.string(
            "judge.group",
            "turnstile-judge",
            "The consumer group of the judge workers. Workers of one group share the requests; a new group judges every"
                    + " request again.");
    public static final Setting<String> TRANSACTIONAL_ID = Setting.string(
            "judge.transactional-id",
            "turnstile-judge",
            "Names the worker's transactions, together with the thread's number. It must differ between processes: the"
                    + " later one fences the earlier one of the same name. It should stay the same over a restart, which then"
                    + " ends at once the transaction that a killed process left open.");
    public static final Setting<Integer> MAX_BATCH = Setting.integer(
            "judge.max-batch",
            100,
            "The most requests judged in one transaction. A batch must be judged within max.poll.interval.ms (5 minutes"
                    + " by default); 100 makes the cost of a transaction small beside that of the offline rubric.");
    public static final Setting<Integer> THREADS = Setting.integer(
            "judge.threads",
            1,
            "How many threads judge, each with its own consumer. More than the topic has partitions stay idle; one judges"
                    + " several hundred short requests a second under the offline rubric.");
    public static final Setting<Duration> RETRY_PAUSE = Setting.duration(
            "judge.retry-pause",
            Duration.ofSeconds(1),
            "How long a thread waits before it resumes from the committed offsets after the cluster or the registry"
                    + " failed: short against an outage, long against a busy loop.");
    public static final Setting<Duration> CLOSE_TIMEOUT = Setting.duration(
            "judge.close-timeout",
            Duration.ofSeconds(20),
            "How long closing waits for the batches in hand. What is not committed by then is judged again after the next"
                    + " start. 20s is within the 30s that container runtimes give.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(GROUP, TRANSACTIONAL_ID, MAX_BATCH, THREADS, RETRY_PAUSE, CLOSE_TIMEOUT);

    /** @throws ConfigurationException if a number is below 1 */
    public JudgeConfiguration {
        requireAtLeastOne(MAX_BATCH, maxBatch);
        requireAtLeastOne(THREADS, threads);
    }

    /** @throws ConfigurationException if a value cannot be used */
    public static JudgeConfiguration from(Settings settings) {
        return new JudgeConfiguration(
                settings.get(GROUP),
                settings.get(TRANSACTIONAL_ID),
                settings.get(MAX_BATCH),
                settings.get(THREADS),
                settings.get(RETRY_PAUSE),
                settings.get(CLOSE_TIMEOUT));
    }

    private static void requireAtLeastOne(Setting<Integer> setting, int value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "Configuration key " + setting.key() + " has the value '" + value + "': expected 1 or more.");
        }
    }
}
