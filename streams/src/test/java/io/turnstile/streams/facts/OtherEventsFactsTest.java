package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.DeltaCause;
import io.turnstile.schema.LlmCall;
import io.turnstile.schema.PartialReason;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of the other events, and of the names of a turn's id: rows in, conversations out. */
class OtherEventsFactsTest {

    private static Pipelines pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipelines();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    // panel.request

    @Test
    void aPanelRequestThatComesAfterTheSummaryAndAfterTheCloseChangesNothingThatIsJudged() {
        String id = "late-panel-request";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 0, "Why?").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        String request = pipeline.driver().requests().get("m-" + id).toString();
        long sent = pipeline.counted(
                StageCount.REQUESTS_SENT,
                "",
                RawRow.panelRequest(id, "m-" + id, 11)
                        .text("toolCounts", "{}")
                        .number("turn", 1)
                        .number("round", 9)
                        .staff());
        assertThat(pipeline.complete(id).getRevision()).isEqualTo(2);
        assertThat(pipeline.onlyTurn(id).getPanelTurnIndex()).isEqualTo(1);
        assertThat(pipeline.driver().requests().get("m-" + id)).hasToString(request);
        assertThat(sent).isZero();
    }

    @Test
    void thePlaceInAPanelRequestIsNoSummary() {
        String id = "panel-request-only";
        pipeline.send(RawRow.panelRequest(id, "m-" + id, 1).number("turn", 1).staff());
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_SUMMARY);
    }

    @Test
    void theParentRequestIdOfAPanelRequestMarksASubagent() {
        String id = "parent-on-panel-request";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, "m-" + id, 1, 0),
                RowFixture.turn(id, "s-" + id, 1)
                        .userText(3, "Search the workspace for callers", "agent")
                        .panelRequest(4, "m-" + id)
                        .summary(6, "success", 1)
                        .rows()));
        assertThat(pipeline.onlyTurn(id).getMessageId()).isEqualTo("m-" + id);
        assertThat(pipeline.complete(id).getSubagentTurnCount()).isEqualTo(1);
    }

    // response.*, automode.routerDecision

    @ParameterizedTest
    @ValueSource(strings = {"response.success", "response.error", "response.cancelled"})
    void responseEventsNameNoConversationAndAreCountedNotUsed(String event) {
        String id = event;
        TelemetryRow response = RawRow.event(event, 5)
                .text("requestId", "m-" + id)
                .text("modelInvoked", "model-b")
                .number("promptTokenCount", 999)
                .number("issuedTime", 1_772_359_200_000.0)
                .staff();
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "EVENT_NOT_USED",
                response,
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(ignored).isEqualTo(1);
        assertThat(pipeline.onlyTurn(id).getCalls()).isEmpty();
    }

    @Test
    void theDecisionOfTheProductsOwnRouterIsNoEvidence() {
        String id = "router";
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "EVENT_NOT_USED",
                RawRow.event("automode.routerDecision", 0)
                        .text("conversationId", id)
                        .text("messageId", "m-" + id)
                        .text("predictedLabel", "needs_reasoning")
                        .number("confidence", 0.9)
                        .staff());
        assertThat(ignored).isEqualTo(1);
        assertNothingCameOut(id);
    }

    // summarizedConversationHistory

    @Test
    void aSummarizedHistoryIsTheCauseOfADropAndItsTurnIndexCountsFromZero() {
        String id = "summarized";
        pipeline.send(drop(id, "success"));
        assertDrop(id, DeltaCause.SUMMARIZED);
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getSummarizedAt().size())
                .containsExactly(0, 1);
        assertThat(pipeline.complete(id).getTurns().get(1).getSummary().getTurnIndex())
                .isEqualTo(2);
    }

    @Test
    void aSummarizedHistoryThatDoesNotSayItsOutcomeIsOne() {
        String id = "summarized-no-outcome";
        pipeline.send(drop(id, null));
        assertDrop(id, DeltaCause.SUMMARIZED);
    }

    /** The client sends the event for each attempt, and goes on with the whole history where none succeeds. */
    @ParameterizedTest
    @ValueSource(strings = {"budget_exceeded", "too_large", "requestThrow", "canceled"})
    void anAttemptToSummarizeThatFailedIsNoReset(String outcome) {
        String id = "summarized-" + outcome;
        pipeline.send(drop(id, outcome));
        assertDrop(id, null);
        assertThat(pipeline.complete(id).getTurns().get(1).getSummarizedAt()).isEmpty();
    }

    // ids

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "headerRequestId", "requestId", "chatRequestId"})
    void everyNameOfTheTurnsIdIsTheSameId(String name) {
        String id = "named-" + name;
        pipeline.send(
                RawRow.event("engine.messages.length", 1)
                        .text(name, "m-" + id)
                        .text("modelCallId", "x")
                        .number("promptTokens", 10)
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(onlyCall(id).getPromptTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown"})
    void backgroundCallsBelongToNoConversation(String conversationId) {
        RawRow row = RawRow.event("engine.messages.length", 1)
                .text("requestId", "title-" + conversationId)
                .text("modelCallId", "t")
                .text("conversationId", conversationId.isEmpty() ? null : conversationId);
        assertThat(pipeline.counted(StageCount.ROWS_HELD, "", row.staff())).isEqualTo(1);
        assertNothingCameOut("unknown");
    }

    /** Two turns whose prompt falls from 131,032 to 21,271 tokens, with an attempt to summarise between the calls. */
    private static List<TelemetryRow> drop(String id, String outcome) {
        return List.of(
                RawRow.outputRow(id, id + "-1", 1, "a", 131_032).staff(),
                RawRow.summary(id, id + "-1", 1, 5).number("numRequests", 1).staff(),
                RawRow.event("summarizedConversationHistory", 21)
                        .text("conversationId", id)
                        .text("chatRequestId", id + "-2")
                        .text("outcome", outcome)
                        .text("model", "model-a")
                        .number("turnIndex", 1)
                        .staff(),
                RawRow.outputRow(id, id + "-2", 22, "b", 21_271).staff(),
                RawRow.summary(id, id + "-2", 2, 25).number("numRequests", 1).staff());
    }

    private static void assertDrop(String id, DeltaCause cause) {
        LlmCall call = pipeline.complete(id).getTurns().get(1).getCalls().get(0);
        assertThat(call.getPromptTokenDelta()).isEqualTo(21_271 - 131_032);
        assertThat(call.getDeltaCause()).isEqualTo(cause);
    }

    private static LlmCall onlyCall(String id) {
        List<LlmCall> calls = pipeline.onlyTurn(id).getCalls();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static void assertNothingCameOut(String id) {
        Map<String, Conversation> complete = pipeline.driver().conversations();
        assertThat(complete).doesNotContainKey(id);
        assertThat(pipeline.driver().partial()).doesNotContainKey(id);
    }
}
