package io.turnstile.benchmarks;

import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;

/** Watches a running application by what its stages count. */
final class Watched {

    private static final Duration POLL = Duration.ofMillis(20);

    /** Above the interval in which deadlines are looked at: what is still to come has come by then. */
    private static final Duration STANDSTILL = Duration.ofSeconds(4);

    /** While parts of turns are still on their way, as far as the counts tell: an aborted transaction counts twice. */
    private static final Duration STANDSTILL_UNDER_WAY = Duration.ofSeconds(20);

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final List<StageCount> EFFECTS = List.of(
            StageCount.ROWS,
            StageCount.TURNS_SENT,
            StageCount.TURNS_RECEIVED,
            StageCount.CONVERSATIONS_OPENED,
            StageCount.CONVERSATIONS_CLOSED,
            StageCount.CONVERSATIONS_SENT);

    private final KafkaStreams streams;

    Watched(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The sum of a count over all reasons. */
    long count(StageCount count) {
        return streams.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(StageMetrics.GROUP)
                        && entry.getKey().name().equals(count.metric()))
                .mapToLong(entry -> Math.round((Double) entry.getValue().metricValue()))
                .sum();
    }

    /**
     * Waits until so many rows are read and nothing moves any more.
     *
     * @return when the last thing moved, {@link System#nanoTime()}
     * @throws IllegalStateException if the application stops or hangs
     */
    long awaitStandstill(long rows) {
        var standstill = new Standstill(rows);
        Awaitility.await("standstill").pollInterval(POLL).atMost(TIMEOUT).until(standstill::isReached);
        return standstill.movedAt;
    }

    /** Whether something still moves. */
    private final class Standstill {

        private final long rows;
        private List<Long> before = List.of();
        private long movedAt = System.nanoTime();

        private Standstill(long rows) {
            this.rows = rows;
        }

        private boolean isReached() {
            if (streams.state().hasCompletedShutdown()) {
                throw new IllegalStateException("The application is " + streams.state() + " after "
                        + count(StageCount.ROWS) + " of " + rows + " rows; its log says why.");
            }
            List<Long> now = EFFECTS.stream().map(Watched.this::count).toList();
            if (!now.equals(before)) {
                movedAt = System.nanoTime();
                before = now;
            }
            return count(StageCount.ROWS) >= rows
                    && System.nanoTime() - movedAt >= patience().toNanos();
        }

        private Duration patience() {
            boolean isUnderWay = count(StageCount.TURNS_SENT) > count(StageCount.TURNS_RECEIVED);
            return isUnderWay ? STANDSTILL_UNDER_WAY : STANDSTILL;
        }
    }
}
