package io.turnstile.datasets.export;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;

/**
 * By when a reader of a compacted topic must come to the tombstones of what it has read. Cleaning takes a label and leaves
 * its tombstone, but that only for the topic's {@code delete.retention.ms}. Who has read the label and comes later finds
 * nothing, and would keep what was withdrawn. Such a reader begins at the beginning again.
 */
final class TombstoneDeadline {

    private final WorkFile work;
    private final String fact;
    private final String topics;
    private final Duration tombstonesStay;
    private final InstantSource clock;

    /** Of topics that are read one after the other. */
    static TombstoneDeadline of(WorkFile work, Collection<String> topics, ExportEnvironment environment) {
        return new TombstoneDeadline(
                work,
                String.join(", ", topics),
                topics.stream()
                        .map(topic -> TopicFacts.tombstonesStay(environment.cluster(), topic))
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                environment.clock());
    }

    private TombstoneDeadline(WorkFile work, String topics, Duration tombstonesStay, InstantSource clock) {
        this.work = work;
        this.fact = "true at, of " + topics;
        this.topics = topics;
        this.tombstonesStay = tombstonesStay;
        this.clock = clock;
    }

    /** Reading begins at the beginning. */
    void begin() throws SQLException {
        work.note(fact, clock.instant().toString());
    }

    /** Everything was read that stood in the topic at a time. */
    void completed(Instant standing) throws SQLException {
        Instant before = Instant.parse(work.fact(fact).orElseThrow());
        work.note(fact, (standing.isAfter(before) ? standing : before).toString());
    }

    /** Whether tombstones of what was read may be gone. */
    boolean isPassed() throws SQLException {
        return work.fact(fact)
                .map(Instant::parse)
                .filter(since -> Duration.between(since, clock.instant()).compareTo(tombstonesStay) > 0)
                .isPresent();
    }

    /** @throws ExportException if it passed while the topic was read */
    void require() throws SQLException {
        if (isPassed()) {
            throw new ExportException(
                    ExportException.Reason.FAILED,
                    "Reading " + topics + " took longer than delete.retention.ms, " + tombstonesStay
                            + ": what was withdrawn meanwhile may have been missed. Raise it for the topic; the same"
                            + " command reads from the beginning.");
        }
    }
}
