package io.turnstile.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.codec.RowCodec;
import io.turnstile.telemetry.RowView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one row says of its turn, fact by fact. */
class FragmentTest {

    private static final Instant AT = RowFixture.EPOCH;
    private static final Map<String, String> IDS = Map.of("messageId", "m", "conversationId", "c");

    @Test
    void aSummaryOfTheStaffWorkspaceHasCamelCaseKeys() {
        var summary = turn("toolCallDetailsInternal", summaryProperties(), summaryMeasurements())
                .summary();
        assertThat(summary.at()).isEqualTo(AT);
        assertThat(summary.turnIndex()).isEqualTo(2);
        assertThat(summary.responseType()).isEqualTo("success");
        assertThat(summary.model()).isEqualTo("model-a");
        assertThat(summary.intentId()).isEqualTo("editAgent");
        assertThat(summary.numRequests()).isEqualTo(3);
        assertThat(summary.toolCounts()).isEqualTo(Map.of("read_file", 2));
        assertThat(summary.turnDurationMs()).isEqualTo(9_000);
        assertThat(summary.sessionDurationMs()).isEqualTo(60_000);
        assertThat(summary.promptTokenCount()).isEqualTo(1_500);
        assertThat(summary.messageCharLen()).isEqualTo(42);
        assertThat(summary.availableToolCount()).isEqualTo(30);
        assertThat(summary.invalidToolCallCount()).isEqualTo(1);
        assertThat(summary.toolTokenCount()).isEqualTo(700);
        assertThat(summary.totalToolCalls()).isEqualTo(4);
        assertThat(summary.parallelToolCallRounds()).isEqualTo(5);
        assertThat(summary.parallelToolCallsTotal()).isEqualTo(6);
    }

    @Test
    void aSummaryOfTheProductClusterHasLowerCaseKeysAndSaysTheSame() {
        Turn staff = turn("toolCallDetailsInternal", summaryProperties(), summaryMeasurements());
        Turn product = turn(row(
                "github.copilot-chat/toolcalldetails",
                lowerKeys(all(summaryProperties())),
                lowerKeys(summaryMeasurements())));
        assertThat(product).isEqualTo(staff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GitHub.copilot-chat/toolCallDetails",
                "github.copilot-chat/toolcalldetails",
                "toolCallDetails",
                "GitHub.copilot-chat/TOOLCALLDETAILSINTERNAL",
                "some.other.publisher/toolCallDetailsExternal"
            })
    void theEventsPrefixAndLetterCaseAreIgnored(String eventName) {
        assertThat(turn(row(eventName, IDS, Map.of("turnIndex", 2.0))).turnIndex())
                .isEqualTo(2);
    }

    @Test
    void numbersMayBeStringsAmongTheProperties() {
        Map<String, String> strings =
                Map.of("turnIndex", "2", "numRequests", " 3 ", "turnDuration", "9000.0", "promptTokenCount", "1.5e3");
        var summary = turn("toolCallDetails", strings, Map.of()).summary();
        assertThat(summary.turnIndex()).isEqualTo(2);
        assertThat(summary.numRequests()).isEqualTo(3);
        assertThat(summary.turnDurationMs()).isEqualTo(9_000);
        assertThat(summary.promptTokenCount()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "canceled", "Canceled"})
    void bothSpellingsOfCancelledAreOne(String spelling) {
        assertThat(turn("toolCallDetails", Map.of("responseType", spelling), Map.of())
                        .summary()
                        .responseType())
                .isEqualTo("cancelled");
    }

    @Test
    void otherResponseTypesAreKeptAsTheClientNamedThem() {
        var summary = turn("toolCallDetails", Map.of("responseType", "maxToolCalls"), Map.of())
                .summary();
        assertThat(summary.responseType()).isEqualTo("maxToolCalls");
        assertThat(summary.isSuccess()).isFalse();
    }

    @Test
    void toolCountsThatAreMissingAreNotMeasured() {
        assertThat(toolCounts(Map.of())).isNull();
    }

    @Test
    void emptyToolCountsAreMeasuredAndEmpty() {
        assertThat(toolCounts(Map.of("toolCounts", "{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"read_file\":2,\"grep_se",
                "{\"read_file\":2",
                "{\"read_file\":",
                "{\"read_file\"",
                "{",
                "{\"read_file\":\"two\"}",
                "{\"read_file\":{\"calls\":2}}",
                "[2]",
                "2",
                "{} {}",
                "{\"read_file\":9999999999999}"
            })
    void toolCountsThatWereCutOrAreNoCountsAreNotMeasured(String text) {
        assertThat(toolCounts(Map.of("toolCounts", text))).isNull();
    }

    @Test
    void theInputAndTheOutputRowOfACallJoin() {
        Turn input =
                call(0, Map.of("modelCallId", "x", "message_direction", "input"), Map.of("maxTokenWindow", 128_000.0));
        Turn output = call(
                5,
                Map.of("modelCallId", "x", "message_direction", "output", "baseModel", "model-a"),
                Map.of("promptTokens", 1_000.0, "completionTokens", 50.0));
        assertThat(input.merge(output).calls().values())
                .containsExactly(new LlmCall("x", AT, "model-a", 1_000L, 50L, 128_000L, null, null));
    }

    @Test
    void aFailedAttemptAndItsRetryAreTwoCalls() {
        Turn failed = call(0, Map.of("modelCallId", "x"), Map.of("maxTokenWindow", 128_000.0));
        Turn retry = call(3, Map.of("modelCallId", "y", "retryAfterError", "timeout"), Map.of("promptTokens", 1_000.0));
        var calls = failed.merge(retry).callsByTime();
        assertThat(calls).extracting(LlmCall::modelCallId).containsExactly("x", "y");
        assertThat(calls).extracting(LlmCall::retryAfterError).containsExactly(null, "timeout");
        assertThat(calls).extracting(LlmCall::growsPrompt).containsExactly(false, true);
    }

    @Test
    void aRetryMayNameOnlyTheCategoryOfItsError() {
        assertThat(onlyCall(Map.of("modelCallId", "y", "retryAfterErrorCategory", "network"))
                        .retryAfterError())
                .isEqualTo("network");
    }

    @Test
    void aRetryAfterAnAnswerThatWasFilteredNamesItsCategory() {
        assertThat(onlyCall(Map.of("modelCallId", "y", "retryAfterFilterCategory", "copyright"))
                        .retryAfterError())
                .isEqualTo("copyright");
    }

    @Test
    void aCallSaysTheParentOfASubagent() {
        Turn turn = call(0, Map.of("modelCallId", "x", "parentRequestId", "p"), Map.of());
        assertThat(turn.parentRequestId()).isEqualTo("p");
        assertThat(turn.isSubagent()).isTrue();
    }

    @Test
    void callsWithoutAnIdAreToldApartByTimeModelAndTokens() {
        Turn first = call(0, Map.of("baseModel", "model-a"), Map.of("promptTokens", 1_000.0));
        Turn again = call(0, Map.of("baseModel", "model-a"), Map.of("promptTokens", 1_000.0));
        Turn later = call(1, Map.of("baseModel", "model-a"), Map.of("promptTokens", 1_000.0));
        Turn larger = call(0, Map.of("baseModel", "model-a"), Map.of("promptTokens", 1_001.0));
        Turn other = call(0, Map.of("baseModel", "model-b"), Map.of("promptTokens", 1_000.0));
        assertThat(first.merge(again).calls()).hasSize(1);
        assertThat(first.merge(again).merge(later).merge(larger).merge(other).calls())
                .hasSize(4);
    }

    @Test
    void aSubagentsCallIsKnownByItsSubType() {
        assertThat(call(0, Map.of("modelCallId", "x", "subType", "subagent/search"), Map.of())
                        .isSubagent())
                .isTrue();
        assertThat(call(0, Map.of("modelCallId", "x"), Map.of()).isSubagent()).isFalse();
    }

    @Test
    void theTurnIndexOfTextRowsIsIgnored() {
        Turn turn = text(Map.of("source", "user", "messageText", "Fix it", "turnIndex", "0"));
        assertThat(turn.turnIndex()).isNull();
        assertThat(turn.panelTurnIndex()).isNull();
    }

    @Test
    void theUsersTextComesWithTheModeInLowerCase() {
        Turn turn = text(Map.of("source", "user", "messageText", "Fix it", "mode", "Agent"));
        assertThat(turn.userText()).isEqualTo("Fix it");
        assertThat(turn.modelText()).isNull();
        assertThat(turn.mode()).isEqualTo("agent");
    }

    @Test
    void theModelsTextComesWithItsTime() {
        Turn turn = text(Map.of("source", "model", "messageText", "Done"));
        assertThat(turn.modelText()).isEqualTo(new ModelText(AT, "Done"));
        assertThat(turn.userText()).isNull();
    }

    @Test
    void aTextOfNeitherTheUserNorTheModelIsIgnored() {
        assertIgnored("conversation.messageText", Map.of("source", "tool"), IgnoredRow.UNKNOWN_TEXT_SOURCE);
        assertIgnored("conversation.messageText", Map.of(), IgnoredRow.UNKNOWN_TEXT_SOURCE);
    }

    @ParameterizedTest
    @CsvSource({"editAgent,agent", "askAgent,agent", "inline,inline", "editCode,edit", "unknownIntent,ask"})
    void whereNoTextStatesTheModeTheIntentTellsIt(String intentId, String mode) {
        assertThat(turn("toolCallDetails", Map.of("intentId", intentId), Map.of())
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void valuesSplitOverSeveralKeysAreJoinedInOrder() {
        Turn turn = text(
                Map.of("source", "user", "messageText", "one ", "messageText_03", "three", "messageText_02", "two "));
        assertThat(turn.userText()).isEqualTo("one two three");
    }

    @Test
    void aSplitMayFallInsideASurrogatePair() {
        Turn turn = text(Map.of("source", "user", "messageText", "smile \uD83D", "messageText_02", "\uDE00!"));
        assertThat(turn.userText()).isEqualTo("smile \uD83D\uDE00!");
    }

    @Test
    void splitValuesOfTheProductClusterAreJoinedToo() {
        assertThat(toolCounts(Map.of("toolcounts", "{\"read_", "toolcounts_02", "file\":2}")))
                .isEqualTo(Map.of("read_file", 2));
    }

    @Test
    void theTurnKeyIsTheFirstIdInTheOrderOfTrust() {
        var ids = new HashMap<String, String>();
        ids.put("chatRequestId", "d");
        assertThat(keyOf(ids)).isEqualTo("d");
        ids.put("requestId", "c");
        assertThat(keyOf(ids)).isEqualTo("c");
        ids.put("headerRequestId", "b");
        assertThat(keyOf(ids)).isEqualTo("b");
        ids.put("messageId", "a");
        assertThat(keyOf(ids)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "Unknown", " ", ""})
    void idsThatAreBlankOrUnknownArePassedOver(String none) {
        assertThat(keyOf(Map.of("messageId", none, "headerRequestId", none, "requestId", "c")))
                .isEqualTo("c");
        assertThat(Fragment.of(row("panel.request", Map.of("messageId", none), Map.of())))
                .isEqualTo(new Fragment.Ignored(IgnoredRow.NO_TURN_KEY));
    }

    @Test
    void aConversationThatIsUnknownIsNone() {
        Turn turn = turn(row("panel.request", Map.of("requestId", "m", "conversationId", "unknown"), Map.of()));
        assertThat(turn.conversationId()).isNull();
    }

    @Test
    void anUnknownEventIsIgnored() {
        assertIgnored("some.event.of.next.year", Map.of(), IgnoredRow.UNKNOWN_EVENT);
        assertIgnored("", Map.of(), IgnoredRow.UNKNOWN_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"response.success", "response.error", "response.cancelled", "automode.routerDecision"})
    void aKnownEventThatIsNotUsedIsIgnored(String event) {
        assertIgnored(event, Map.of("requestId", "m"), IgnoredRow.EVENT_NOT_USED);
    }

    @Test
    void anUnknownFieldIsNoError() {
        Turn plain = turn("toolCallDetails", summaryProperties(), summaryMeasurements());
        var measurements = new HashMap<>(summaryMeasurements());
        measurements.put("someFieldOfNextYear", 1.0);
        assertThat(turn("toolCallDetails", summaryProperties(), measurements)).isEqualTo(plain);
    }

    @Test
    void aRowWithoutATimeIsIgnored() {
        var row = new Row("panel.request", null, new RowView(IDS, Map.of()));
        assertThat(Fragment.of(row)).isEqualTo(new Fragment.Ignored(IgnoredRow.NO_TIMESTAMP));
    }

    @Test
    void theClientsClockIsPreferred() {
        Instant server = AT.plusSeconds(30);
        assertThat(RowCodec.decode(telemetryRow(server, AT)).eventTime()).isEqualTo(AT);
        assertThat(RowCodec.decode(telemetryRow(server, null)).eventTime()).isEqualTo(server);
        assertThat(RowCodec.decode(telemetryRow(null, AT)).eventTime()).isEqualTo(AT);
        assertThat(RowCodec.decode(telemetryRow(null, null)).eventTime()).isNull();
    }

    @Test
    void aTurnStartedItsDurationBeforeItsSummary() {
        Turn turn = turn("toolCallDetails", Map.of(), Map.of("turnDuration", 9_000.0));
        assertThat(turn.startedAt()).isEqualTo(AT.minusMillis(9_000));
        assertThat(turn.lastEventAt()).isEqualTo(AT);
    }

    @Test
    void aDurationThatReachesBackBeforeTheEpochSaysNothingOfTheStart() {
        Turn turn = turn("toolCallDetails", Map.of(), Map.of("turnDuration", 1e15));
        assertThat(turn.startedAt()).isEqualTo(AT);
        assertThat(turn.summary().turnDurationMs()).isEqualTo(1_000_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e300, 1e300, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void numbersOutOfRangeAreNotMeasured(double number) {
        var measurements = Map.of("turnDuration", number, "turnIndex", number, "numRequests", number);
        Turn turn = turn("toolCallDetails", Map.of(), measurements);
        assertThat(turn.summary().turnDurationMs()).isNull();
        assertThat(turn.summary().turnIndex()).isNull();
        assertThat(turn.summary().numRequests()).isNull();
        assertThat(turn.startedAt()).isEqualTo(AT);
    }

    @Test
    void aCountThatExceedsAnIntIsNotMeasured() {
        var summary = turn("toolCallDetails", Map.of(), Map.of("numRequests", 3e9, "promptTokenCount", 3e9))
                .summary();
        assertThat(summary.numRequests()).isNull();
        assertThat(summary.promptTokenCount()).isEqualTo(3_000_000_000L);
    }

    @Test
    void whatIsNotMeasuredIsNullAndNeverZero() {
        var summary =
                turn("toolCallDetails", Map.of("numRequests", "many"), Map.of()).summary();
        assertThat(summary)
                .isEqualTo(new TurnSummary(
                        AT, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null));
    }

    @Test
    void aTurnIndexBelowOneIsNoPlace() {
        assertThat(turn("toolCallDetails", Map.of(), Map.of("turnIndex", 0.0)).turnIndex())
                .isNull();
    }

    @Test
    void aPanelRequestSaysTheTurnsPlaceAndItsParent() {
        Turn turn = turn(row(
                "panel.request",
                Map.of("requestId", "m", "conversationId", "c", "parentRequestId", "p"),
                Map.of("turn", 4.0)));
        assertThat(turn.messageId()).isEqualTo("m");
        assertThat(turn.panelTurnIndex()).isEqualTo(4);
        assertThat(turn.parentRequestId()).isEqualTo("p");
        assertThat(turn.isSubagent()).isTrue();
    }

    @Test
    void aTurnThatNamesItselfAsItsParentHasNoneAndHidesNone() {
        Turn own = turn(row(
                "panel.request",
                Map.of("requestId", "m", "conversationId", "c", "parentRequestId", "m"),
                Map.of("turn", 4.0)));
        Turn other = turn(row(
                "panel.request",
                Map.of("requestId", "m", "conversationId", "c", "parentRequestId", "parent"),
                Map.of("turn", 4.0)));
        assertThat(own.isSubagent()).isFalse();
        assertThat(own.merge(other).isSubagent()).isTrue();
    }

    @Test
    void aSummarizedHistoryMarksAResetAndItsTurnIndexIsIgnored() {
        Turn turn = turn(row(
                "summarizedConversationHistory",
                Map.of("chatRequestId", "m", "conversationId", "c"),
                Map.of("turnIndex", 3.0)));
        assertThat(turn.messageId()).isEqualTo("m");
        assertThat(turn.summarizedAt()).containsExactly(AT);
        assertThat(turn.turnIndex()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"success,1", "Success,1", ",1", "failed,0", "too_large,0"})
    void onlyAnAttemptToSummarizeThatSucceededIsAReset(String outcome, int resets) {
        var properties = outcome == null ? Map.<String, String>of() : Map.of("outcome", outcome);
        assertThat(turn("summarizedConversationHistory", properties, Map.of()).summarizedAt())
                .hasSize(resets);
    }

    private static Map<String, String> summaryProperties() {
        return Map.of(
                "responseType",
                "success",
                "model",
                "model-a",
                "intentId",
                "editAgent",
                "toolCounts",
                "{\"read_file\":2}");
    }

    private static Map<String, Double> summaryMeasurements() {
        return Map.ofEntries(
                Map.entry("turnIndex", 2.0),
                Map.entry("numRequests", 3.0),
                Map.entry("turnDuration", 9_000.0),
                Map.entry("sessionDuration", 60_000.0),
                Map.entry("promptTokenCount", 1_500.0),
                Map.entry("messageCharLen", 42.0),
                Map.entry("availableToolCount", 30.0),
                Map.entry("invalidToolCallCount", 1.0),
                Map.entry("toolTokenCount", 700.0),
                Map.entry("totalToolCalls", 4.0),
                Map.entry("parallelToolCallRounds", 5.0),
                Map.entry("parallelToolCallsTotal", 6.0));
    }

    private static Map<String, Integer> toolCounts(Map<String, String> properties) {
        return turn("toolCallDetails", properties, Map.of()).summary().toolCounts();
    }

    private static Turn text(Map<String, String> properties) {
        return turn("conversation.messageText", properties, Map.of());
    }

    private static LlmCall onlyCall(Map<String, String> properties) {
        return call(0, properties, Map.of()).callsByTime().get(0);
    }

    private static Turn call(long second, Map<String, String> properties, Map<String, Double> measurements) {
        var fields = new RowView(all(properties), measurements);
        return turn(new Row("engine.messages.length", AT.plusSeconds(second), fields));
    }

    private static String keyOf(Map<String, String> ids) {
        return turn(row("panel.request", ids, Map.of())).messageId();
    }

    private static void assertIgnored(String event, Map<String, String> properties, IgnoredRow reason) {
        assertThat(Fragment.of(row(event, all(properties), Map.of()))).isEqualTo(new Fragment.Ignored(reason));
    }

    private static Turn turn(String event, Map<String, String> properties, Map<String, Double> measurements) {
        return turn(row("GitHub.copilot-chat/" + event, all(properties), measurements));
    }

    private static Turn turn(Row row) {
        return ((Fragment.OfTurn) Fragment.of(row)).turn();
    }

    private static Row row(String eventName, Map<String, String> properties, Map<String, Double> measurements) {
        return new Row(eventName, AT, new RowView(properties, measurements));
    }

    private static Map<String, String> all(Map<String, String> properties) {
        var all = new HashMap<>(IDS);
        all.putAll(properties);
        return all;
    }

    private static <V> Map<String, V> lowerKeys(Map<String, V> values) {
        var lower = new HashMap<String, V>();
        values.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static TelemetryRow telemetryRow(Instant server, Instant client) {
        return new TelemetryRow("panel.request", server, client, IDS, Map.of(), new RowOrigin("test", "row"));
    }
}
