package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.PartialReason;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of conversation.messageText, the texts of a turn: rows in, conversations out. */
class MessageTextFactsTest {

    private static Pipelines pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipelines();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @Test
    void theTurnIndexOfTextRowsCountsOtherwiseAndIsIgnored() {
        String id = "text-index";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 0, "Why?").text("turnIndex", "0").staff(),
                RawRow.modelText(id, "m-" + id, 5, "Because.")
                        .text("turnIndex", "7")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getTurnIndex()).isEqualTo(1);
    }

    @Test
    void theUserTextIsSentAgainOnEveryRoundAndTheLongestIsKept() {
        String id = "text-again";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 0, "Rename the class").staff(),
                RawRow.userText(id, "m-" + id, 3, "Rename the class everywhere").staff(),
                RawRow.userText(id, "m-" + id, 6, "Rename").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo("Rename the class everywhere");
        assertThat(pipeline.driver().requests().get("m-" + id).getText()).isEqualTo("Rename the class everywhere");
    }

    @Test
    void theModelTextComesOncePerRoundAndTheLastIsKept() {
        String id = "text-per-round";
        pipeline.send(
                RawRow.modelText(id, "m-" + id, 8, "Done.").staff(),
                RawRow.modelText(id, "m-" + id, 2, "I will look at the file first.")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getModelText()).isEqualTo("Done.");
    }

    /** Its own round has sent the same text, so the turn lacks nothing. */
    @Test
    void theFinalModelTextComesAgainUnderAForeignIdAndIsNoTurn() {
        String id = "foreign-text";
        long turns = pipeline.counted(
                StageCount.TURNS,
                "",
                RawRow.userText(id, "m-" + id, 0, "Why?").staff(),
                RawRow.modelText(id, "m-" + id, 9, "Because.").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff(),
                RawRow.modelText(id, "matches-no-turn", 11, "Because.").staff());
        assertThat(turns).isEqualTo(1);
        assertThat(pipeline.onlyTurn(id).getModelText()).isEqualTo("Because.");
        assertThat(pipeline.complete(id).getUnsummarizedTurnCount()).isZero();
    }

    @Test
    void theForeignTextOfALostTurnDoesNotStandInForIt() {
        String id = "foreign-text-of-lost-turn";
        pipeline.send(
                RawRow.summary(id, "m-" + id, 1, 10).staff(),
                RawRow.modelText(id, "matches-no-turn", 21, "Because.").staff(),
                RawRow.summary(id, "o-" + id, 3, 30).staff());
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.GAP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask", "edit", "custom", "somethingNew"})
    void modesThatAreNotTakenAreCounted(String mode) {
        String id = "mode-" + mode;
        long notTaken = pipeline.counted(
                StageCount.CONVERSATIONS_NOT_ASSEMBLED,
                "MODE_NOT_TAKEN",
                RawRow.userText(id, "m-" + id, 0, "Why?").text("mode", mode).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(notTaken).isEqualTo(1);
        assertNothingCameOut(id);
    }

    @Test
    void whichModesAreTakenIsConfigurationAndTheModeIsPartOfTheTurn() {
        try (var all = new Pipelines(Map.of("assembly.modes", "all"))) {
            for (String mode : List.of("agent", "ask", "edit", "custom")) {
                all.send(
                        RawRow.userText(mode, "m-" + mode, 0, "Why?")
                                .text("mode", mode)
                                .staff(),
                        RawRow.summary(mode, "m-" + mode, 1, 10).staff());
                assertThat(all.onlyTurn(mode).getMode()).isEqualTo(mode);
                assertThat(all.isJudged("m-" + mode)).isTrue();
            }
            all.send(RawRow.summary("inline", "m-inline", 1, 10)
                    .text("intentId", "inlineChat")
                    .staff());
            assertThat(all.onlyTurn("inline").getMode()).isEqualTo("inline");
        }
    }

    @Test
    void aTurnInAModeThatIsNotTakenIsPartOfItsConversationAndNotJudged() {
        String id = "mixed-modes";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, id + "-1", 1, 0),
                RowFixture.turn(id, id + "-2", 2)
                        .userText(100, "What is a monad?", "ask")
                        .summary(110, "success", 1)
                        .rows(),
                RowFixture.whole(id, id + "-3", 3, 200)));
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getMode())
                .containsExactly("agent", "ask", "agent");
        assertThat(pipeline.isJudged(id + "-2")).isFalse();
        assertThat(pipeline.isJudged(id + "-3")).isTrue();
    }

    private static void assertNothingCameOut(String id) {
        Map<String, Conversation> complete = pipeline.driver().conversations();
        assertThat(complete).doesNotContainKey(id);
        assertThat(pipeline.driver().partial()).doesNotContainKey(id);
    }
}
