package io.turnstile.judge.agreement;

import java.time.Duration;
import java.util.List;

/**
 * How long answers took: half of them no longer than the median, 95 % no longer than the second figure. Both are zero
 * where nothing was answered.
 */
public record Latency(Duration median, Duration p95) {

    public static Latency of(List<Duration> durations) {
        double[] nanos =
                durations.stream().mapToDouble(Duration::toNanos).sorted().toArray();
        return nanos.length == 0
                ? new Latency(Duration.ZERO, Duration.ZERO)
                : new Latency(quantile(nanos, 0.5), quantile(nanos, 0.95));
    }

    private static Duration quantile(double[] nanos, double share) {
        return Duration.ofNanos((long) Quantile.ofSorted(nanos, share));
    }
}
