package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Turn;
import io.turnstile.streams.PipelineDriver;
import io.turnstile.streams.StageCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pipeline that all facts of a test class share: starting one takes longer than any fact. Each fact has a conversation
 * of its own, and counts are read as differences.
 */
final class Pipelines implements AutoCloseable {

    private final PipelineDriver driver;

    Pipelines() {
        this(Map.of());
    }

    /** @param flags configuration beside the defaults */
    Pipelines(Map<String, String> flags) {
        driver = new PipelineDriver(flags);
    }

    /** Sends rows and lets everything become quiet. */
    void send(TelemetryRow... rows) {
        send(List.of(rows));
    }

    void send(List<TelemetryRow> rows) {
        driver.send(rows);
        driver.quiet();
    }

    /** The complete conversation of that id. */
    Conversation complete(String conversationId) {
        assertThat(driver.partial()).doesNotContainKey(conversationId);
        assertThat(driver.conversations()).containsKey(conversationId);
        return driver.conversations().get(conversationId);
    }

    /** The partial conversation of that id. */
    Conversation partial(String conversationId) {
        assertThat(driver.conversations()).doesNotContainKey(conversationId);
        assertThat(driver.partial()).containsKey(conversationId);
        return driver.partial().get(conversationId);
    }

    /** The only turn of a complete conversation. */
    Turn onlyTurn(String conversationId) {
        List<Turn> turns = complete(conversationId).getTurns();
        assertThat(turns).hasSize(1);
        return turns.get(0);
    }

    /** By how much a count grows while rows are sent and become quiet. */
    long counted(StageCount counted, String reason, TelemetryRow... rows) {
        long before = count(counted, reason);
        send(rows);
        return count(counted, reason) - before;
    }

    private long count(StageCount counted, String reason) {
        return driver.counts(counted).getOrDefault(reason, 0L);
    }

    boolean isJudged(String messageId) {
        return driver.requests().containsKey(messageId);
    }

    PipelineDriver driver() {
        return driver;
    }

    /** The rows of several turns, one after the other. */
    @SafeVarargs
    static List<TelemetryRow> all(List<TelemetryRow>... turns) {
        var rows = new ArrayList<TelemetryRow>();
        for (List<TelemetryRow> turn : turns) {
            rows.addAll(turn);
        }
        return rows;
    }

    @Override
    public void close() {
        driver.close();
    }
}
