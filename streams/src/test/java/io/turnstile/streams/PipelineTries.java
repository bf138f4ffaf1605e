package io.turnstile.streams;

import io.turnstile.domain.turn.IgnoredRow;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many tries with one pipeline: to make a test driver takes almost half a second. Each try has ids and a time of its
 * own. Its time lies after that of all tries before, so that stream time moves within it, and by less than any retention
 * within it. Each ends with everything closed.
 */
final class PipelineTries implements AutoCloseable {

    /** Beyond any clock that a test driver may take the time of a row without one from. */
    private static final Instant FIRST = Instant.parse("2100-01-01T00:00:00Z");

    /** Longer than a log, of which the longest leap is a day. */
    private static final Duration BETWEEN = Duration.ofDays(3);

    private PipelineDriver pipeline = new PipelineDriver();
    private int runs;
    private Instant base = FIRST;

    /** What a run left, and what it counted as ignored, by reason. */
    record Outcome(Standing standing, Map<String, Long> ignored) {}

    /** How a log is put into the pipeline. */
    interface Feeding {
        void feed(PipelineDriver pipeline, String prefix, Instant base);
    }

    /** The next try begins: later than all before. */
    void next() {
        base = base.plus(BETWEEN);
    }

    /** The log row by row as it is delivered, then quiet. */
    Outcome delivered(Log log) {
        return run((driver, prefix, time) -> log.sent().forEach(sent -> {
            driver.send(List.of(sent.row().row(prefix, time)));
            switch (sent.delivery().after()) {
                case NONE -> {}
                case SHORT -> driver.pass(Duration.ofSeconds(1));
                case QUIET -> driver.quiet();
            }
        }));
    }

    /** The canonical run: all rows once, in log order, then quiet. */
    Outcome inLogOrder(Log log) {
        return run((driver, prefix, time) -> driver.send(rows(log, prefix, time)));
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private Outcome run(Feeding feeding) {
        String prefix = String.format("run-%07d-", runs++);
        try {
            Map<String, Long> before = ignored();
            feeding.feed(pipeline, prefix, base);
            pipeline.quiet();
            return new Outcome(standing(prefix), difference(before, ignored()));
        } catch (RuntimeException | Error e) {
            // A pipeline that failed would fail every later try, whatever its log.
            pipeline.close();
            pipeline = new PipelineDriver();
            throw e;
        }
    }

    /** Rows that take no part, those among them that wait for a conversation or have waited in vain. */
    private Map<String, Long> ignored() {
        var ignored = new TreeMap<>(pipeline.counts(StageCount.IGNORED_ROWS));
        ignored.put(
                IgnoredRow.NO_CONVERSATION_ID.name(), count(StageCount.ROWS_HELD) - count(StageCount.ROWS_RELEASED));
        return ignored;
    }

    private long count(StageCount count) {
        return pipeline.counts(count).getOrDefault("", 0L);
    }

    private Standing standing(String prefix) {
        TopicCatalogue topics = PipelineDriver.topics();
        Standing standing = Standing.empty();
        for (Topic<?> topic : List.of(topics.conversations(), topics.partialConversations(), topics.judgeRequests())) {
            standing = standing.with(topic, pipeline.standing(topic, prefix), prefix);
        }
        return standing;
    }

    private static List<TelemetryRow> rows(Log log, String prefix, Instant base) {
        return log.rows().stream().map(row -> row.row(prefix, base)).toList();
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        var difference = new TreeMap<>(after);
        before.forEach((reason, count) -> difference.merge(reason, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }
}
