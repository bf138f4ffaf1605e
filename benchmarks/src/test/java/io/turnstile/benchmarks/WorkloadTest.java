package io.turnstile.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.TelemetryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final int ROUNDS = 2;
    private static final int ROWS_PER_TURN = 5 * ROUNDS + 1;
    private static final Scenario SMALL = new Scenario("small", 6, 40, "exactly_once_v2", 0);

    @Test
    void theSameSeedGivesTheSameRows() {
        assertThat(rows(5_000)).isEqualTo(rows(5_000));
    }

    @Test
    void turnsAreNotCut() {
        List<TelemetryRow> rows = rows(5_000);
        long briefTurns = SMALL.openConversations();
        long summaries = rows.stream()
                .filter(row -> row.getEventName().endsWith("toolCallDetailsInternal"))
                .count();
        assertThat(rows).hasSize((int) (2 * briefTurns + ROWS_PER_TURN * (summaries - briefTurns)));
    }

    @Test
    void aConversationsTurnsAreCountedFromOneWithoutAGap() {
        summariesByConversation()
                .forEach((conversation, summaries) -> assertThat(summaries)
                        .extracting(
                                row -> row.getMeasurements().get("turnIndex").intValue())
                        .as(conversation)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, summaries.size())
                                .boxed()
                                .toList()));
    }

    @Test
    void noConversationIsQuietBetweenTwoOfItsTurns() {
        for (List<TelemetryRow> summaries : summariesByConversation().values()) {
            for (int i = 1; i < summaries.size(); i++) {
                Instant before = summaries.get(i - 1).getServerTimestamp();
                assertThat(Duration.between(before, summaries.get(i).getServerTimestamp()))
                        .isLessThan(Duration.ofMinutes(30));
            }
        }
    }

    @Test
    void conversationsThatEndMakeRoomForNewOnes() {
        assertThat(summariesByConversation()).hasSizeGreaterThan(40);
    }

    private static Map<String, List<TelemetryRow>> summariesByConversation() {
        return rows(20_000).stream()
                .filter(row -> row.getEventName().endsWith("toolCallDetailsInternal"))
                .sorted(Comparator.comparing(TelemetryRow::getServerTimestamp))
                .collect(Collectors.groupingBy(
                        row -> row.getProperties().get("conversationId"), TreeMap::new, Collectors.toList()));
    }

    private static List<TelemetryRow> rows(int count) {
        var rows = new ArrayList<TelemetryRow>();
        var workload = new Workload(SMALL, ROUNDS, 1);
        workload.open(rows::add);
        workload.proceed(count, rows::add);
        return rows;
    }
}
