package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Complexity;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.PartialReason;
import io.turnstile.schema.RoundCheck;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of toolCallDetails, the summary of a turn: rows in, conversations out. */
class ToolCallDetailsFactsTest {

    private static Pipelines pipeline;

    @BeforeAll
    static void start() {
        pipeline = new Pipelines();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"toolCallDetailsInternal", "toolCallDetailsExternal"})
    void theFormsThatNameTheirTurnAreItsSummary(String event) {
        String id = event;
        pipeline.send(RawRow.event(event, 10)
                .text("conversationId", id)
                .text("messageId", "m-" + id)
                .text("responseType", "success")
                .text("availableTools", "[\"read_file\"]")
                .number("turnIndex", 1)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getResponseType()).isEqualTo("success");
    }

    @Test
    void thePlainFormNamesNoTurnAndIsCountedBesideTheOthers() {
        String id = "plain-form";
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "NO_TURN_KEY",
                RawRow.summary(id, "m-" + id, 1, 10).staff(),
                RawRow.event("toolCallDetails", 10)
                        .text("conversationId", id)
                        .text("responseType", "failed")
                        .number("turnIndex", 1)
                        .staff());
        assertThat(ignored).isEqualTo(1);
        assertThat(pipeline.onlyTurn(id).getSummary().getResponseType()).isEqualTo("success");
    }

    @Test
    void anInternalAndAnExternalSummaryOfOneTurnAreOne() {
        String id = "both-forms";
        pipeline.send(
                RawRow.summary(id, "m-" + id, 1, 10).staff(),
                RawRow.event("toolCallDetailsExternal", 10)
                        .text("conversationId", id)
                        .text("messageId", "m-" + id)
                        .text("responseType", "success")
                        .number("turnIndex", 1)
                        .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getTurnIndex()).isEqualTo(1);
    }

    @Test
    void aSummarysPropertiesAndMeasurementsComeOutAsMeasured() {
        String id = "measurements";
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 20)
                .text("model", "model-a")
                .text("toolCounts", "{\"read_file\":2}")
                .number("numRequests", 3)
                .number("turnDuration", 9_000)
                .number("sessionDuration", 60_000)
                .number("promptTokenCount", 1_500)
                .number("messageCharLen", 42)
                .number("availableToolCount", 30)
                .number("invalidToolCallCount", 1)
                .staff());
        var summary = pipeline.onlyTurn(id).getSummary();
        assertThat(summary.getIntentId()).isEqualTo("editAgent");
        assertThat(summary.getModel()).isEqualTo("model-a");
        assertThat(summary.getToolCounts()).isEqualTo(Map.of("read_file", 2));
        assertThat(summary.getNumRequests()).isEqualTo(3);
        assertThat(summary.getTurnDurationMs()).isEqualTo(9_000);
        assertThat(summary.getSessionDurationMs()).isEqualTo(60_000);
        assertThat(summary.getPromptTokenCount()).isEqualTo(1_500);
        assertThat(summary.getMessageCharLen()).isEqualTo(42);
        assertThat(summary.getAvailableToolCount()).isEqualTo(30);
        assertThat(summary.getInvalidToolCallCount()).isEqualTo(1);
        assertThat(summary.getToolTokenCount()).as("not sent before 2026").isNull();
    }

    @Test
    void theMeasurementsSince2026ComeOutToo() {
        String id = "measurements-2026";
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 20)
                .number("toolTokenCount", 8_000)
                .number("totalToolCalls", 7)
                .number("parallelToolCallRounds", 2)
                .number("parallelToolCallsTotal", 5)
                .staff());
        var summary = pipeline.onlyTurn(id).getSummary();
        assertThat(summary.getToolTokenCount()).isEqualTo(8_000);
        assertThat(summary.getTotalToolCalls()).isEqualTo(7);
        assertThat(summary.getParallelToolCallRounds()).isEqualTo(2);
        assertThat(summary.getParallelToolCallsTotal()).isEqualTo(5);
    }

    @Test
    void toolCountsAreAnEmptyObjectWhereNoToolWasCalled() {
        String id = "no-tools";
        pipeline.send(summaryWithToolCounts(id, "{}"));
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts()).isEmpty();
        assertThat(pipeline.onlyTurn(id).getSignals().getToolDiversity()).isZero();
        assertThat(pipeline.onlyTurn(id).getSignals().getRoundCheck()).isEqualTo(RoundCheck.AGREES);
    }

    @Test
    void toolCountsCanBeMissing() {
        String id = "tool-counts-missing";
        pipeline.send(summaryWithToolCounts(id, null));
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts()).isNull();
        assertThat(pipeline.onlyTurn(id).getSignals().getToolDiversity()).isNull();
        assertThat(pipeline.onlyTurn(id).getSignals().getRoundCheck()).isNull();
    }

    @Test
    void toolCountsCanBeCut() {
        String id = "tool-counts-cut";
        pipeline.send(summaryWithToolCounts(id, "{\"read_file\":2,\"grep_se"));
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts()).isNull();
        assertThat(pipeline.onlyTurn(id).getSummary().getNumRequests()).isEqualTo(1);
    }

    @Test
    void aSummarysTurnIndexCountsFromOneSoZeroIsNoPlace() {
        String id = "index-zero";
        pipeline.send(RawRow.summary(id, "m-" + id, 0, 10).staff());
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_TURN_INDEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "canceled"})
    void bothSpellingsOfCancelledAreOne(String spelling) {
        String id = "spelling-" + spelling;
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 10)
                .text("responseType", spelling)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getResponseType()).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxToolCalls",
                "failed",
                "length",
                "filtered",
                "rateLimited",
                "quotaExceeded",
                "networkError",
                "newOne"
            })
    void aTurnThatDidNotSucceedCountsForCompletenessAndIsNotJudgedAmongItsConversation(String responseType) {
        String id = "ended-" + responseType;
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, id + "-1", 1, 0),
                RowFixture.turn(id, id + "-2", 2)
                        .userText(100, "And the second part", "agent")
                        .summary(110, responseType, 1)
                        .rows(),
                RowFixture.whole(id, id + "-3", 3, 200)));
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getSummary().getResponseType())
                .containsExactly("success", responseType, "success");
        assertThat(pipeline.isJudged(id + "-2")).isFalse();
        assertThat(pipeline.isJudged(id + "-3")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inlineChat", "InlineEdit"})
    void inlineChatEmitsTheSummaryTooAndIsToldByItsIntent(String intentId) {
        String id = "intent-" + intentId;
        long notTaken = pipeline.counted(
                StageCount.CONVERSATIONS_NOT_ASSEMBLED,
                "MODE_NOT_TAKEN",
                RawRow.summary(id, "m-" + id, 1, 10).text("intentId", intentId).staff());
        assertThat(notTaken).isEqualTo(1);
        assertNothingCameOut(id);
    }

    @ParameterizedTest
    @CsvSource({"1,SIMPLE", "3,MODERATE", "10,COMPLEX", "11,VERY_COMPLEX"})
    void theNumberOfRequestsTellsTheComplexity(int numRequests, Complexity complexity) {
        String id = "requests-" + numRequests;
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 10)
                .number("numRequests", numRequests)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSignals().getComplexity()).isEqualTo(complexity);
    }

    private static TelemetryRow summaryWithToolCounts(String id, String toolCounts) {
        return RawRow.summary(id, "m-" + id, 1, 10)
                .text("toolCounts", toolCounts)
                .number("numRequests", 1)
                .staff();
    }

    private static void assertNothingCameOut(String id) {
        Map<String, Conversation> complete = pipeline.driver().conversations();
        assertThat(complete).doesNotContainKey(id);
        assertThat(pipeline.driver().partial()).doesNotContainKey(id);
    }
}
