package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.LlmCall;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of engine.messages.length, the calls of a turn: rows in, conversations out. */
class EngineMessagesFactsTest {

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
    void theTwoRowsOfACallAreJoinedByItsId() {
        String id = "call-rows";
        pipeline.send(
                RawRow.outputRow(id, "m-" + id, 4, "x", 1_000).staff(),
                RawRow.inputRow(id, "m-" + id, 1, "x").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        LlmCall call = onlyCall(id);
        assertThat(call.getAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(1));
        assertThat(call.getPromptTokens()).isEqualTo(1_000);
        assertThat(call.getCompletionTokens()).isEqualTo(50);
        assertThat(call.getMaxTokenWindow()).isEqualTo(128_000);
        assertThat(call.getModel()).isEqualTo("model-a");
    }

    @Test
    void theLengthsOfAnInputRowAreCharactersAndNoTokens() {
        String id = "input-lengths";
        pipeline.send(
                RawRow.inputRow(id, "m-" + id, 1, "x").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(onlyCall(id).getPromptTokens()).isNull();
        assertThat(onlyCall(id).getPromptTokenDelta()).isNull();
    }

    @Test
    void whereHeaderRequestIdIsMissingOnAnOutputRowMessageIdIsThere() {
        String id = "no-header";
        pipeline.send(
                RawRow.inputRow(id, "m-" + id, 1, "x")
                        .text("headerRequestId", "m-" + id)
                        .staff(),
                RawRow.outputRow(id, "m-" + id, 4, "x", 1_000).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(onlyCall(id).getPromptTokenDelta()).isEqualTo(1_000);
    }

    @Test
    void callsOfOlderVersionsNameTheirTurnByHeaderRequestIdAlone() {
        String id = "old-client";
        pipeline.send(
                oldCall("m-" + id, 1, "input", "x").staff(),
                oldCall("m-" + id, 4, "output", "x")
                        .number("promptTokens", 1_000)
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 1).staff());
        assertThat(onlyCall(id).getPromptTokens()).isEqualTo(1_000);
        assertThat(pipeline.complete(id).getDeltaReliable()).isTrue();
    }

    @Test
    void anOutputRowOfAnOlderVersionWithoutHeaderRequestIdIsLostAndTheDeltasSaySo() {
        String id = "old-client-no-header";
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "NO_TURN_KEY",
                oldCall("m-" + id, 1, "input", "x").staff(),
                oldCall(null, 4, "output", "x").number("promptTokens", 1_000).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 1).staff());
        assertThat(ignored).isEqualTo(1);
        assertThat(onlyCall(id).getPromptTokens()).isNull();
        assertThat(pipeline.complete(id).getDeltaReliable()).isFalse();
    }

    @Test
    void aFailedAttemptHasNoOutputRowAndItsRetryIsACallOfItsOwn() {
        String id = "retry";
        pipeline.send(
                RawRow.inputRow(id, "m-" + id, 1, "first").staff(),
                RawRow.inputRow(id, "m-" + id, 3, "second")
                        .text("retryAfterError", "networkError")
                        .staff(),
                RawRow.outputRow(id, "m-" + id, 5, "second", 1_000).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 1).staff());
        List<LlmCall> calls = pipeline.onlyTurn(id).getCalls();
        assertThat(calls).extracting(LlmCall::getModelCallId).containsExactly("first", "second");
        assertThat(calls).extracting(LlmCall::getRetryAfterError).containsExactly(null, "networkError");
        assertThat(calls).extracting(LlmCall::getPromptTokenDelta).containsExactly(null, 1_000L);
        assertThat(pipeline.complete(id).getDeltaReliable()).isTrue();
    }

    @Test
    void aRetryAfterAFilteredAnswerSaysTheCategory() {
        String id = "retry-filtered";
        pipeline.send(
                RawRow.outputRow(id, "m-" + id, 5, "second", 1_000)
                        .text("retryAfterFilterCategory", "copyright")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(onlyCall(id).getRetryAfterError()).isEqualTo("copyright");
    }

    @Test
    void callsWithoutIdsAreToldApartByTimeModelAndTokens() {
        String id = "calls-without-ids";
        TelemetryRow first = RawRow.outputRow(id, "m-" + id, 1, null, 1_000).staff();
        pipeline.send(
                first,
                first,
                RawRow.outputRow(id, "m-" + id, 5, null, 1_400).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 2).staff());
        assertThat(pipeline.onlyTurn(id).getCalls())
                .extracting(LlmCall::getPromptTokenDelta)
                .containsExactly(1_000L, 400L);
        assertThat(pipeline.complete(id).getDeltaReliable()).isTrue();
    }

    /** Without an id its two rows cannot meet; the input row has no usage and takes no part in the deltas. */
    @Test
    void theTwoRowsOfACallWithoutAnIdAreTwoCallsOfWhichOneHasUsage() {
        String id = "call-without-id-both-rows";
        pipeline.send(
                RawRow.inputRow(id, "m-" + id, 1, null).staff(),
                RawRow.outputRow(id, "m-" + id, 4, null, 1_000).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 1).staff());
        assertThat(pipeline.onlyTurn(id).getCalls())
                .extracting(LlmCall::getPromptTokenDelta)
                .containsExactly(null, 1_000L);
    }

    @Test
    void aSubagentsCallWithinATurnTakesNoPartInTheDeltas() {
        String id = "subagent-call";
        pipeline.send(
                RawRow.outputRow(id, "m-" + id, 1, "a", 1_000).staff(),
                RawRow.outputRow(id, "m-" + id, 3, "b", 300)
                        .text("subType", "subagent/search")
                        .staff(),
                RawRow.outputRow(id, "m-" + id, 5, "c", 1_200).staff(),
                RawRow.summary(id, "m-" + id, 1, 10).number("numRequests", 2).staff());
        assertThat(pipeline.onlyTurn(id).getCalls())
                .extracting(LlmCall::getPromptTokenDelta)
                .containsExactly(1_000L, null, 200L);
    }

    @Test
    void aCallsParentRequestIdMarksItsTurnAsASubagents() {
        String id = "parent-on-call";
        pipeline.send(Pipelines.all(
                RowFixture.whole(id, "m-" + id, 1, 0),
                List.of(
                        RawRow.outputRow(id, "s-" + id, 3, "s", 300)
                                .text("parentRequestId", "m-" + id)
                                .staff(),
                        RawRow.summary(id, "s-" + id, 1, 6).staff())));
        assertThat(pipeline.onlyTurn(id).getMessageId()).isEqualTo("m-" + id);
        assertThat(pipeline.complete(id).getSubagentTurnCount()).isEqualTo(1);
        assertThat(pipeline.complete(id).getAbandonedTurnCount()).isZero();
    }

    private static RawRow oldCall(String headerRequestId, long second, String direction, String modelCallId) {
        return RawRow.event("engine.messages.length", second)
                .text("headerRequestId", headerRequestId)
                .text("conversationId", "unknown")
                .text("messageId", "unknown")
                .text("message_direction", direction)
                .text("modelCallId", modelCallId);
    }

    private static LlmCall onlyCall(String id) {
        List<LlmCall> calls = pipeline.onlyTurn(id).getCalls();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }
}
