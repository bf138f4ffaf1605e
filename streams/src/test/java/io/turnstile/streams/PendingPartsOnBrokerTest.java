package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How rows are cut into commits does not matter. A test driver commits after each row, so it takes a broker to have rows
 * of many turns wait together.
 */
class PendingPartsOnBrokerTest {

    private static final long SEED = 20_260_302;
    private static final int CONVERSATIONS = 12;

    @Test
    void turnsThatAreSentAtOnceGiveTheSameConversationsAsTurnsThatWaitForTheCommit() throws Exception {
        List<TelemetryRow> rows = rows();
        try (var waiting = new RunningPipeline(Map.of("streams.commit-interval", "1s"));
                var atOnce = new RunningPipeline(Map.of("turn.pending-bytes", "1"))) {
            // Before the start, so that many are read within one commit.
            waiting.send(rows);
            atOnce.send(rows);
            waiting.application().start();
            atOnce.application().start();

            Standing expected = Standing.undisturbed(rows);
            assertThat(expected.texts()).hasSize(CONVERSATIONS);
            awaitStanding(waiting, expected);
            awaitStanding(atOnce, expected);
            assertThat(sent(waiting))
                    .as("parts that merged, or the comparison shows nothing")
                    .isLessThan(sent(atOnce));
        }
    }

    private static void awaitStanding(RunningPipeline pipeline, Standing expected) {
        try (var conversations = pipeline.conversations()) {
            await().pollInSameThread()
                    .atMost(RunningPipeline.PATIENCE)
                    .untilAsserted(() -> conversations.read().assertIsSameAs(expected));
        }
    }

    private static long sent(RunningPipeline pipeline) {
        return pipeline.application().counts(StageCount.TURNS_SENT).get("");
    }

    /** In any order, some twice; every fourth conversation lacks its first turn. */
    private static List<TelemetryRow> rows() {
        var random = new Random(SEED);
        var rows = new ArrayList<TelemetryRow>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            for (int turn = i % 4 == 0 ? 2 : 1; turn <= 3; turn++) {
                rows.addAll(RowFixture.whole("c-" + i, "c-" + i + "-" + turn, turn, 100L * turn));
            }
        }
        rows.addAll(List.copyOf(rows.subList(0, 20)));
        Collections.shuffle(rows, random);
        return rows;
    }
}
