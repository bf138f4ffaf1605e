package io.turnstile.judge.worker;

import io.turnstile.judge.Judge;
import io.turnstile.judge.NoLabel;
import java.time.Duration;
import java.util.Map;

/** Judge workers for tests: small batches, short pauses. */
final class Workers {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than any test needs that is not about locks, however busy the machine is. */
    static final Duration LOCK = Duration.ofSeconds(30);

    /** For tests that wait until one would have run out. Half of it must not pass without a renewal. */
    static final Duration SHORT_LOCK = Duration.ofSeconds(6);

    static final int BATCH = 10;

    private static final ProbeConfiguration NO_PROBES = new ProbeConfiguration(0, 0.8, 50);

    private Workers() {}

    static JudgeConfiguration configuration(String group) {
        return configuration(group, 1, 16, Duration.ofSeconds(20));
    }

    static JudgeConfiguration configuration(String group, int lanes, int concurrency, Duration closeTimeout) {
        return new JudgeConfiguration(
                group, lanes, BATCH, concurrency, LOCK, 10, Duration.ofMillis(100), closeTimeout, NO_PROBES);
    }

    static JudgeConfiguration withDeliveryLimit(JudgeConfiguration from, int limit) {
        return new JudgeConfiguration(
                from.group(),
                from.lanes(),
                from.maxBatch(),
                from.concurrency(),
                from.lockDuration(),
                limit,
                from.retryPause(),
                from.closeTimeout(),
                from.probes());
    }

    static JudgeConfiguration withShortLock(JudgeConfiguration from) {
        return new JudgeConfiguration(
                from.group(),
                from.lanes(),
                from.maxBatch(),
                from.concurrency(),
                SHORT_LOCK,
                from.deliveryLimit(),
                from.retryPause(),
                from.closeTimeout(),
                from.probes());
    }

    static JudgeConfiguration withProbes(JudgeConfiguration from, ProbeConfiguration probes) {
        return new JudgeConfiguration(
                from.group(),
                from.lanes(),
                from.maxBatch(),
                from.concurrency(),
                from.lockDuration(),
                from.deliveryLimit(),
                from.retryPause(),
                from.closeTimeout(),
                probes);
    }

    static JudgeWorker worker(JudgeTopics topics, String group, Judge judge) {
        return worker(topics, configuration(group), judge);
    }

    static JudgeWorker worker(JudgeTopics topics, JudgeConfiguration configuration, Judge judge) {
        return new JudgeWorker(topics.cluster(), topics.catalogue(), configuration, judge);
    }

    /** What a worker has counted that was not paused and has nothing in hand. */
    static JudgeCounts counts(long judged, long cached, long retracted, Map<NoLabel, Long> withoutLabel, long failed) {
        return new JudgeCounts(judged, cached, retracted, withoutLabel, failed, 0, 0, 0, 0, false);
    }
}
