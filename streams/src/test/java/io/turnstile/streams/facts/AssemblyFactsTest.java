package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.DeltaCause;
import io.turnstile.schema.LlmCall;
import io.turnstile.schema.PartialReason;
import io.turnstile.schema.RoundCheck;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bites an assembler, point by point: rows in, conversations out. */
class AssemblyFactsTest {

    private static Pipelines pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipelines();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    // 1. numRequests and toolCounts disagree in one turn of seven, for good reasons.

    @Test
    void parallelCallsMakeFewerRoundsThanCalls() {
        assertRounds("parallel-calls", "success", "{\"read_file\":3}", 2, RoundCheck.PARALLEL_CALLS);
    }

    @Test
    void aTurnStoppedOnAToolRoundHasNoToolFreeRound() {
        assertRounds("stopped-on-tool", "maxToolCalls", "{\"read_file\":8}", 8, RoundCheck.STOPPED_ON_TOOL_ROUND);
    }

    @Test
    void autoContinueMakesMoreRoundsThanCallsExplain() {
        assertRounds("auto-continue", "success", "{\"read_file\":1}", 4, RoundCheck.UNEXPLAINED);
    }

    @Test
    void aSequentialTurnHasOneRoundMoreThanCalls() {
        assertRounds("sequential", "success", "{\"read_file\":1,\"grep_search\":1}", 3, RoundCheck.AGREES);
    }

    // 2. Some turns emit no toolCallDetails.

    @Test
    void aTurnThatEmittedNoSummaryLeavesAGapThatIsExplained() {
        String id = "no-summary";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, id + "-1", 1, 0),
                RowFixture.turn(id, id + "-2", 2)
                        .userText(100, "Stop, do it otherwise", "agent")
                        .panelRequest(101, null)
                        .rows(),
                RowFixture.whole(id, id + "-3", 3, 200)));
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_SUMMARY);
        assertThat(pipeline.partial(id).getUnsummarizedTurnCount()).isEqualTo(1);
        assertThat(pipeline.isJudged(id + "-1")).isFalse();
    }

    @Test
    void aTurnWithoutSummaryAtTheEndLeavesWhatWasBeforeItComplete() {
        String id = "no-summary-at-end";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, id + "-1", 1, 0),
                RowFixture.turn(id, id + "-2", 2)
                        .userText(100, "And then", "agent")
                        .rows()));
        assertThat(pipeline.onlyTurn(id).getMessageId()).isEqualTo(id + "-1");
        assertThat(pipeline.complete(id).getUnsummarizedTurnCount()).isEqualTo(1);
    }

    @Test
    void aChatInAnotherModeThatWasAbortedIsCountedThoughItNeverHadASummary() {
        String id = "aborted-ask";
        long notTaken = pipeline.counted(
                StageCount.CONVERSATIONS_NOT_ASSEMBLED,
                "MODE_NOT_TAKEN",
                RowFixture.turn(id, id + "-1", 1)
                        .userText(0, "What is a monad", "ask")
                        .panelRequest(1, null)
                        .rows()
                        .toArray(TelemetryRow[]::new));
        assertThat(notTaken).isEqualTo(1);
        assertThat(pipeline.driver().partial()).doesNotContainKey(id);
        assertThat(pipeline.driver().conversations()).doesNotContainKey(id);
    }

    @Test
    void anAbortedChatWhoseModeWasNotSeenIsPartial() {
        String id = "aborted-unknown";
        pipeline.send(RowFixture.turn(id, id + "-1", 1).panelRequest(1, null).rows());
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_SUMMARY);
    }

    @Test
    void aTurnOfWhichNothingWasCapturedIsAGap() {
        String id = "gap";
        pipeline.send(Pipelines.all(RowFixture.whole(id, id + "-1", 1, 0), RowFixture.whole(id, id + "-3", 3, 200)));
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.GAP);
    }

    // 3. A count can look complete.

    @Test
    void aMissingTurnPlusADuplicatedIndexDoesNotLookComplete() {
        String id = "looks-complete";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, id + "-1", 1, 0),
                RowFixture.whole(id, id + "-3", 3, 200),
                RowFixture.whole(id, id + "-3-again", 3, 300)));
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.GAP);
        assertThat(pipeline.partial(id).getCapturedTurnCount()).isEqualTo(2);
    }

    // 4. turnIndex is used again.

    @Test
    void anEditedTurnAbandonsItselfAndAllThatFollowed() {
        String id = "edited";
        pipeline.send(Pipelines.all(
                turns(id, 3),
                RowFixture.whole(id, id + "-2-edited", 2, 1_000),
                RowFixture.whole(id, id + "-3-new", 3, 1_100)));
        assertLive(id, id + "-1", id + "-2-edited", id + "-3-new");
        assertThat(pipeline.complete(id).getAbandonedTurnCount()).isEqualTo(2);
    }

    @Test
    void aRetriedTurnAbandonsTheFirstAttemptWhicheverArrivesFirst() {
        String id = "retried";
        pipeline.send(Pipelines.all(RowFixture.whole(id, id + "-2-again", 2, 1_000), turns(id, 2)));
        assertLive(id, id + "-1", id + "-2-again");
    }

    @Test
    void aRestoredCheckpointGoesOnFromWhereItWasTaken() {
        String id = "restored";
        pipeline.send(Pipelines.all(turns(id, 4), RowFixture.whole(id, id + "-2-restored", 2, 1_000)));
        assertLive(id, id + "-1", id + "-2-restored");
        assertThat(pipeline.complete(id).getAbandonedTurnCount()).isEqualTo(3);
    }

    // 5. Subagents.

    @Test
    void aSubagentUnderItsParentsConversationDoesNotCollideWithTurnOne() {
        String id = "subagent-of-parent";
        pipeline.send(Pipelines.all(turns(id, 2), subagent(id, id + "-sub", id + "-2", 205)));
        assertLive(id, id + "-1", id + "-2");
        assertThat(pipeline.complete(id).getSubagentTurnCount()).isEqualTo(1);
        assertThat(pipeline.complete(id).getAbandonedTurnCount()).isZero();
        assertThat(pipeline.isJudged(id + "-sub")).isFalse();
    }

    @Test
    void aSubagentUnderARandomConversationWhileItsParentsGoesOnMakesNone() {
        String parent = "subagent-parent", random = "subagent-random";
        long subagents = pipeline.counted(
                StageCount.CONVERSATIONS_NOT_ASSEMBLED,
                "SUBAGENT_ONLY",
                Pipelines.all(
                                RowFixture.whole(parent, parent + "-1", 1, 0),
                                subagent(random, random + "-sub", parent + "-1", 5),
                                RowFixture.whole(parent, parent + "-2", 2, 100))
                        .toArray(TelemetryRow[]::new));
        assertThat(subagents).isEqualTo(1);
        assertThat(pipeline.driver().conversations()).doesNotContainKey(random);
        assertThat(pipeline.driver().partial()).doesNotContainKey(random);
        assertLive(parent, parent + "-1", parent + "-2");
    }

    /** The versions that give subagents a conversation of their own do not mark them: nothing in the rows tells. */
    @Test
    void anUnmarkedSubagentUnderARandomConversationIsAConversationOfOneTurn() {
        String id = "subagent-unmarked";
        pipeline.send(RowFixture.whole(id, id + "-1", 1, 0));
        assertLive(id, id + "-1");
    }

    @Test
    void aSubagentKnownByItsCallsAloneIsOne() {
        String id = "subagent-by-calls";
        pipeline.send(Pipelines.all(
                turns(id, 1),
                List.of(
                        RawRow.outputRow(id, id + "-sub", 104, "s", 900)
                                .text("subType", "subagent")
                                .staff(),
                        RawRow.summary(id, id + "-sub", 1, 106).staff())));
        assertLive(id, id + "-1");
        assertThat(pipeline.complete(id).getSubagentTurnCount()).isEqualTo(1);
    }

    // 6. promptTokens falls.

    @Test
    void aDropAfterASwitchOfTheModelNamesItAsTheCause() {
        String id = "model-switch";
        pipeline.send(drop(id, "model-b", "success"));
        assertThat(secondCall(id).getPromptTokenDelta()).isEqualTo(-400);
        assertThat(secondCall(id).getDeltaCause()).isEqualTo(DeltaCause.MODEL_SWITCH);
    }

    @Test
    void aDropAfterACancelledTurnIsKeptWithoutACause() {
        String id = "drop-after-cancelled";
        pipeline.send(drop(id, "model-a", "canceled"));
        assertThat(secondCall(id).getPromptTokenDelta()).isEqualTo(-400);
        assertThat(secondCall(id).getDeltaCause()).isNull();
    }

    // 7. Order, lateness, pauses, length.

    @Test
    void rowsAfterTheSummaryBelongToItsTurn() {
        String id = "after-summary";
        pipeline.send(
                RawRow.summary(id, "m-" + id, 1, 10)
                        .number("turnDuration", 5_000)
                        .staff(),
                RawRow.panelRequest(id, "m-" + id, 12).number("turn", 1).staff());
        assertThat(pipeline.onlyTurn(id).getLastEventAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(12));
        assertThat(pipeline.onlyTurn(id).getStartedAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(5));
    }

    @Test
    void aSummaryThatComesAfterTheCloseCompletesItsConversation() {
        String id = "late-summary";
        List<TelemetryRow> rows = turns(id, 3);
        List<TelemetryRow> late = rows.stream()
                .filter(row -> row.getEventName().contains("toolCallDetails"))
                .filter(row -> row.getProperties().get("messageId").equals(id + "-2"))
                .toList();
        pipeline.send(rows.stream().filter(row -> !late.contains(row)).toList());
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_SUMMARY);
        pipeline.send(late);
        assertLive(id, id + "-1", id + "-2", id + "-3");
        assertThat(pipeline.complete(id).getRevision()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 200})
    void aConversationResumesAfterDays(int hours) {
        String id = "resumed-after-" + hours;
        try (var own = new Pipelines()) {
            own.send(RowFixture.whole(id, id + "-1", 1, 0));
            own.driver().pass(Duration.ofHours(hours));
            own.send(RowFixture.whole(id, id + "-2", 2, Duration.ofHours(hours).toSeconds()));
            assertThat(own.complete(id).getTurns()).hasSize(2);
            assertThat(own.complete(id).getRevision()).isEqualTo(2);
            assertThat(own.complete(id).getTurns().get(1).getCalls().get(0).getPromptTokenDelta())
                    .isEqualTo(1_000);
        }
    }

    /** As long as the longest that was seen. Its turns arrive in reverse. */
    @Test
    void aConversationReachesTurnOneThousandSevenHundredAndSix() {
        String id = "longest";
        int turns = 1_706;
        var rows = new ArrayList<TelemetryRow>(IntStream.rangeClosed(1, turns)
                .mapToObj(turn -> RawRow.summary(id, id + "-" + turn, turn, 60L * turn)
                        .number("numRequests", 0)
                        .staff())
                .toList());
        Collections.reverse(rows);
        try (var own = new Pipelines()) {
            own.send(rows);
            Conversation longest = own.complete(id);
            assertThat(longest.getCapturedTurnCount()).isEqualTo(turns);
            assertThat(longest.getMaxTurnIndex()).isEqualTo(turns);
            assertThat(longest.getStratum()).isNull();
        }
    }

    // 8. One chat window can hold several conversations.

    @Test
    void severalConversationsInOneWindowAreToldApartThoughTheirRowsMix() {
        String left = "window-left", right = "window-right";
        List<TelemetryRow> leftRows = turns(left, 3), rightRows = turns(right, 3);
        var mixed = new ArrayList<TelemetryRow>();
        for (int i = 0; i < leftRows.size(); i++) {
            mixed.add(inWindow(leftRows.get(i)));
            mixed.add(inWindow(rightRows.get(i)));
        }
        pipeline.send(mixed);
        assertLive(left, left + "-1", left + "-2", left + "-3");
        assertLive(right, right + "-1", right + "-2", right + "-3");
    }

    // 9. Synthetic user turns.

    @ParameterizedTest
    @ValueSource(strings = {"@agent Continue: \"Continue to iterate?\"", "Try again", "/compact"})
    void aTextThatTheClientWroteIsATurnAndIsNotJudged(String text) {
        String id = "synthetic-" + text.length();
        pipeline.send(Pipelines.all(
                turns(id, 1),
                RowFixture.turn(id, id + "-2", 2)
                        .userText(200, text, "agent")
                        .call(201, id + "-2-call", "model-a", 2_000)
                        .summary(210, "success", 1)
                        .rows(),
                RowFixture.whole(id, id + "-3", 3, 300)));
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getSignals().getIsSynthetic())
                .containsExactly(false, true, false);
        assertThat(pipeline.isJudged(id + "-2")).isFalse();
        assertThat(pipeline.isJudged(id + "-3")).isTrue();
    }

    // 10. The model changes.

    @Test
    void theModelChangesWithinAConversationInAutoMode() {
        String id = "auto-mode";
        pipeline.send(
                RawRow.summary(id, id + "-1", 1, 10).text("model", "model-b").staff(),
                RawRow.summary(id, id + "-2", 2, 20).text("model", "model-a").staff(),
                RawRow.summary(id, id + "-3", 3, 30).text("model", "model-b").staff());
        assertThat(pipeline.complete(id).getModels()).containsExactly("model-b", "model-a");
    }

    // 11. Releases add events and fields.

    @Test
    void anUnknownEventIsCountedAndNoError() {
        String id = "unknown-event";
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "UNKNOWN_EVENT",
                RawRow.event("toolCallDetailsOfNextYear", 3)
                        .text("messageId", "m-" + id)
                        .text("conversationId", id)
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(ignored).isEqualTo(1);
        assertThat(pipeline.onlyTurn(id).getMessageId()).isEqualTo("m-" + id);
        assertThat(pipeline.driver().deadLetters()).isEmpty();
    }

    @Test
    void anUnknownFieldChangesNothing() {
        String plain = "field-plain", added = "field-added";
        pipeline.send(RawRow.summary(plain, "m-" + plain, 1, 10).staff());
        pipeline.send(RawRow.summary(added, "m-" + added, 1, 10)
                .text("fieldOfNextYear", "{\"turnIndex\":9}")
                .number("anotherOfNextYear", 7)
                .staff());
        assertThat(pipeline.complete(added).toString().replace(added, plain))
                .isEqualTo(pipeline.complete(plain).toString());
    }

    private static void assertRounds(
            String id, String responseType, String toolCounts, int numRequests, RoundCheck check) {
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 10)
                .text("responseType", responseType)
                .text("toolCounts", toolCounts)
                .number("numRequests", numRequests)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getNumRequests())
                .as("measured, never computed")
                .isEqualTo(numRequests);
        assertThat(pipeline.onlyTurn(id).getSignals().getRoundCheck()).isEqualTo(check);
    }

    private static void assertLive(String id, String... messageIds) {
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getMessageId())
                .containsExactly(messageIds);
    }

    private static LlmCall secondCall(String id) {
        return pipeline.complete(id).getTurns().get(1).getCalls().get(0);
    }

    /** Two turns; the prompt of the second is 400 tokens smaller. */
    private static List<TelemetryRow> drop(String id, String secondModel, String firstResponseType) {
        return List.of(
                RawRow.outputRow(id, id + "-1", 1, "a", 1_400).staff(),
                RawRow.summary(id, id + "-1", 1, 5)
                        .text("responseType", firstResponseType)
                        .staff(),
                RawRow.outputRow(id, id + "-2", 21, "b", 1_000)
                        .text("baseModel", secondModel)
                        .staff(),
                RawRow.summary(id, id + "-2", 2, 25).staff());
    }

    private static List<TelemetryRow> subagent(String id, String messageId, String parent, long second) {
        return RowFixture.turn(id, messageId, 1)
                .userText(second, "Search the workspace for callers and report them", "agent")
                .panelRequest(second + 1, parent)
                .modelText(second + 2, "There are three callers")
                .summary(second + 3, "success", 1)
                .rows();
    }

    private static List<TelemetryRow> turns(String id, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(turn -> RowFixture.whole(id, id + "-" + turn, turn, 100L * turn))
                .flatMap(List::stream)
                .toList();
    }

    private static TelemetryRow inWindow(TelemetryRow row) {
        row.getProperties().put("common.vscodesessionid", "one-window");
        return row;
    }
}
