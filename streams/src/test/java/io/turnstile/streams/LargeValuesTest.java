package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that are too large become typed dead letters, and the rest goes on. */
class LargeValuesTest {

    private static final int MEGABYTE = 1_000_000;

    // Under exactly-once the test driver clears its producer before the letter's transaction is committed.
    private final PipelineDriver pipeline = new PipelineDriver(Map.of("streams.guarantee", "at_least_once"));

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aTurnThatIsTooLargeIsADeadLetterAndTheRestGoesOn() {
        pipeline.send(turn("big", 1, 3 * MEGABYTE, 3 * MEGABYTE));
        pipeline.send(RowFixture.whole("small", "small-1", 1, 0));
        pipeline.quiet();
        pipeline.send(RowFixture.whole("later", "later-1", 1, 100));
        pipeline.quiet();

        assertThat(pipeline.conversations()).containsKeys("small", "later");
        var letters = pipeline.deadLetters();
        assertThat(letters).isNotEmpty();
        assertThat(letters).allSatisfy(letter -> {
            var headers = DeadLetters.headers(letter.headers());
            assertThat(headers).containsEntry("turnstile.reason", "VALUE_TOO_LARGE");
            assertThat(Integer.parseInt(headers.get("turnstile.size")))
                    .isGreaterThan(Integer.parseInt(headers.get("turnstile.limit")));
            assertThat(DeadLetters.text(letter.key())).contains("big");
        });
    }

    @Test
    void aConversationThatIsTooLargeIsADeadLetterUnderItsIdAndTheRestGoesOn() {
        pipeline.send(turns("big", 12, 1_000, 3 * MEGABYTE));
        pipeline.send(RowFixture.whole("small", "small-1", 1, 0));
        pipeline.quiet();
        pipeline.send(RowFixture.whole("later", "later-1", 1, 2_000));
        pipeline.quiet();

        assertThat(pipeline.conversations()).containsOnlyKeys("small", "later");
        var letters = pipeline.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(DeadLetters.text(letters.get(0).key())).isEqualTo("big");
        assertThat(letters.get(0).value()).as("it would be too large again").isNull();
        assertThat(DeadLetters.headers(letters.get(0).headers()))
                .containsEntry("turnstile.reason", "VALUE_TOO_LARGE")
                .containsEntry("turnstile.stage", "conversation-assembly.sink-complete")
                .containsEntry("turnstile.target", "turnstile.conversations")
                .containsEntry(
                        "turnstile.limit",
                        "" + PipelineDriver.topics().conversations().maxValueBytes())
                .hasEntrySatisfying(
                        "turnstile.size",
                        size -> assertThat(Integer.parseInt(size)).isBetween(36_000_000, 37_000_000))
                .as("a punctuation reads no record")
                .doesNotContainKey("turnstile.place");
    }

    @Test
    void aConversationThatOutgrewItsTopicStandsThereAsItLastFitted() {
        pipeline.send(turn("big", 1, 1_000, 3 * MEGABYTE));
        pipeline.quiet();
        pipeline.send(turns("big", 12, 1_000, 3 * MEGABYTE));
        pipeline.quiet();

        assertThat(pipeline.conversations().get("big").getTurns()).hasSize(1);
        assertThat(pipeline.deadLetters()).hasSize(1);
    }

    @Test
    void aConversationOfTwoThousandTurnsIsAssembledInOrderWithItsDeltas() {
        int turns = 2_000;
        pipeline.send(turns("long", turns, 2_000, 6_000));
        pipeline.quiet();

        assertThat(pipeline.partial()).isEmpty();
        var conversation = pipeline.conversations().get("long");
        assertThat(conversation.getCapturedTurnCount()).isEqualTo(turns);
        assertThat(conversation.getDeltaReliable()).isTrue();
        assertThat(conversation.getTurns())
                .extracting(turn -> turn.getSummary().getTurnIndex())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(turns);
        assertThat(conversation.getTurns())
                .extracting(turn -> turn.getCalls().get(0).getPromptTokenDelta())
                .containsOnly(100L);
        assertThat(pipeline.deadLetters()).isEmpty();
        assertThat(pipeline.requests())
                .as("its first turn is judged, the others are beyond 20")
                .hasSize(1);
    }

    static List<TelemetryRow> turns(String conversation, int count, int userChars, int modelChars) {
        var rows = new ArrayList<TelemetryRow>();
        for (int turn = 1; turn <= count; turn++) {
            rows.addAll(turn(conversation, turn, userChars, modelChars));
        }
        return rows;
    }

    /** Four rows, with so much text. */
    static List<TelemetryRow> turn(String conversation, int turn, int userChars, int modelChars) {
        String id = conversation + "-" + turn;
        long second = 60L * turn;
        return RowFixture.turn(conversation, id, turn)
                .userText(second, "Refactor " + Noise.text(userChars, turn), "agent")
                .call(second + 1, id + "-call", "model-a", 100L * turn)
                .modelText(second + 8, Noise.text(modelChars, -turn))
                .summary(second + 10, "success", 1)
                .rows();
    }
}
