package io.turnstile.streams.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.PartialReason;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import io.turnstile.streams.StageCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of the rows' two tables, fact by fact: rows in, conversations out. */
class TableFactsTest {

    private static final int PART_CHARACTERS = 8_192;
    private static final int MOST_PARTS = 50;

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
    void aStaffRowHasCamelCaseKeysAndTimeGenerated() {
        String id = "staff-shape";
        pipeline.send(turn(id).stream().map(RawRow::staff).toList());
        assertThat(pipeline.onlyTurn(id).getSummary().getTurnDurationMs()).isEqualTo(9_000);
        assertThat(pipeline.onlyTurn(id).getLastEventAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(10));
    }

    @Test
    void aProductRowHasLowerCaseKeysAndTwoTimestampsAndSaysTheSame() {
        String staff = "shape-staff", product = "shape-product";
        pipeline.send(turn(staff).stream().map(RawRow::staff).toList());
        pipeline.send(turn(product).stream().map(RawRow::product).toList());
        assertThat(pipeline.complete(product).toString().replace(product, staff))
                .isEqualTo(pipeline.complete(staff).toString());
    }

    @Test
    void theProductClusterHasNoTextSoItsTurnsAreNotJudged() {
        String id = "product-without-text";
        long notJudged = pipeline.counted(
                StageCount.TURNS_NOT_JUDGED,
                "NO_USER_TEXT",
                RawRow.outputRow(id, "m-" + id, 1, "call", 100).product(),
                RawRow.summary(id, "m-" + id, 1, 10).product());
        assertThat(pipeline.onlyTurn(id).getUserText()).isNull();
        assertThat(pipeline.onlyTurn(id).getModelText()).isNull();
        assertThat(notJudged).isEqualTo(1);
    }

    @Test
    void theProductClustersSummaryNamesNoTurnSoItsConversationsStayPartial() {
        String id = "product-summary";
        long ignored = pipeline.counted(
                StageCount.IGNORED_ROWS,
                "NO_TURN_KEY",
                RawRow.panelRequest(id, "m-" + id, 1).number("turn", 1).product(),
                RawRow.event("toolCallDetails", 10)
                        .text("conversationId", id)
                        .text("responseType", "success")
                        .number("turnIndex", 1)
                        .product());
        assertThat(ignored).isEqualTo(1);
        assertThat(pipeline.partial(id).getPartialReason()).isEqualTo(PartialReason.NO_SUMMARY);
        assertThat(pipeline.partial(id).getUnsummarizedTurnCount()).isEqualTo(1);
    }

    @Test
    void namesAndKeysAreMatchedWithoutRegardToCase() {
        String id = "any-case";
        pipeline.send(RawRow.event("TOOLCALLDETAILSinternal", 10)
                .text("CONVERSATIONID", id)
                .text("MessageID", "m-" + id)
                .text("ResponseType", "success")
                .number("TurnIndex", 1)
                .number("NUMREQUESTS", 4)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getNumRequests()).isEqualTo(4);
    }

    @Test
    void everyNumberMayBeAString() {
        String numbers = "as-numbers", strings = "as-strings";
        pipeline.send(turn(numbers).stream().map(RawRow::staff).toList());
        pipeline.send(turn(strings).stream().map(RawRow::staffWithTextNumbers).toList());
        assertThat(pipeline.complete(strings).toString().replace(strings, numbers))
                .isEqualTo(pipeline.complete(numbers).toString());
    }

    @Test
    void theServersTimestampMayBeTheOnlyOne() {
        String id = "server-only";
        pipeline.send(turn(id).stream().map(row -> row.timed(row.at(), null)).toList());
        assertThat(pipeline.onlyTurn(id).getStartedAt()).isEqualTo(RowFixture.EPOCH);
    }

    @Test
    void theClientsTimestampMayBeTheOnlyOne() {
        String id = "client-only";
        pipeline.send(turn(id).stream().map(row -> row.timed(null, row.at())).toList());
        assertThat(pipeline.onlyTurn(id).getStartedAt()).isEqualTo(RowFixture.EPOCH);
        assertThat(pipeline.onlyTurn(id).getCalls()).hasSize(1);
    }

    @Test
    void aRowWithoutATimestampIsCountedAndNoError() {
        String id = "no-timestamp";
        RawRow row = RawRow.panelRequest(id, "m-" + id, 1);
        // The topic's record has a time, because the log demands one; the row has none.
        assertThat(pipeline.counted(StageCount.IGNORED_ROWS, "NO_TIMESTAMP", row.timed(null, null)))
                .isEqualTo(1);
    }

    /** A laptop was offline: the server received the second turn first, and both an hour late. */
    @Test
    void ofTwoClocksTheClientsOrdersTheTurns() {
        String id = "two-clocks";
        Instant received = RowFixture.EPOCH.plus(Duration.ofHours(1));
        RawRow first = RawRow.summary(id, "first", 1, 10);
        RawRow second = RawRow.summary(id, "second", 2, 20);
        pipeline.send(
                first.timed(received.plusSeconds(30), first.at()), second.timed(received.plusSeconds(5), second.at()));
        assertThat(pipeline.complete(id).getTurns())
                .extracting(turn -> turn.getMessageId())
                .containsExactly("first", "second");
        assertThat(pipeline.complete(id).getAbandonedTurnCount()).isZero();
    }

    /** The client's clock is an hour behind the server's, for all rows alike: nothing that is asked of times changes. */
    @Test
    void aClientsClockThatIsOffShiftsAConversationAndChangesNothingElse() {
        String right = "clock-right", off = "clock-off";
        pipeline.send(twoTurns(right).stream()
                .map(row -> row.timed(row.at(), row.at()))
                .toList());
        pipeline.send(twoTurns(off).stream()
                .map(row -> row.timed(row.at(), row.at().minusSeconds(3_600)))
                .toList());
        assertThat(pipeline.complete(off).getTurns())
                .extracting(turn -> turn.getCalls().get(0).getPromptTokenDelta())
                .isEqualTo(pipeline.complete(right).getTurns().stream()
                        .map(turn -> turn.getCalls().get(0).getPromptTokenDelta())
                        .toList());
        assertThat(pipeline.complete(off).getStartedAt())
                .isEqualTo(pipeline.complete(right).getStartedAt().minusSeconds(3_600));
    }

    @Test
    void aLongValueIsJoinedFromItsParts() {
        String id = "split-value";
        String text = "The build fails. ".repeat(1_500);
        pipeline.send(
                split(RawRow.userText(id, "m-" + id, 0, null), "messageText", text)
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(text.length()).isGreaterThan(3 * PART_CHARACTERS);
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo(text);
    }

    @Test
    void aLongValueOfTheProductClusterIsJoinedToo() {
        String id = "split-product-value";
        String json = "{\"read_file\":2," + " ".repeat(PART_CHARACTERS) + "\"grep_search\":3}";
        pipeline.send(
                split(RawRow.summary(id, "m-" + id, 1, 10), "toolCounts", json).product());
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts())
                .containsEntry("read_file", 2)
                .containsEntry("grep_search", 3)
                .hasSize(2);
    }

    /** The producer has put the halves together, because UTF-8 has no form for one; a part is then a character longer. */
    @Test
    void aPartOfWhichACutPairWasMendedIsJoinedWhole() {
        String id = "mended-pair";
        String first = "x".repeat(PART_CHARACTERS - 1) + "\uD83D\uDE00";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 0, first)
                        .text("messageText_02", " is what it prints")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo(first + " is what it prints");
    }

    /** What follows a lost part would not be the sender's text. */
    @Test
    void aMissingPartEndsTheValue() {
        String id = "missing-part";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 0, "Fix the parser")
                        .text("messageText_03", "and nothing else")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo("Fix the parser");
    }

    @Test
    void aTextThatLacksAPartIsMadeWholeByTheNextRoundsRow() {
        String id = "missing-part-sent-again";
        pipeline.send(
                RawRow.userText(id, "m-" + id, 5, "Fix the parser")
                        .text("messageText_02", " of the header")
                        .staff(),
                RawRow.userText(id, "m-" + id, 0, "Fix the parser").staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo("Fix the parser of the header");
    }

    @Test
    void jsonThatLacksAPartIsNotMeasured() {
        String id = "missing-part-of-json";
        pipeline.send(RawRow.summary(id, "m-" + id, 1, 10)
                .text("toolCounts", "{\"read_file\":2,")
                .text("toolCounts_03", "\"grep_search\":3}")
                .number("numRequests", 3)
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts()).isNull();
        assertThat(pipeline.onlyTurn(id).getSummary().getNumRequests()).isEqualTo(3);
    }

    @Test
    void aTextIsSilentlyCutAtFiftyParts() {
        String id = "cut-at-fifty";
        String text = "0123456789abcdef".repeat(PART_CHARACTERS / 16 * MOST_PARTS);
        pipeline.send(
                split(RawRow.userText(id, "m-" + id, 0, null), "messageText", text + "never sent")
                        .staff(),
                RawRow.summary(id, "m-" + id, 1, 10).staff());
        assertThat(text).hasSize(409_600);
        assertThat(pipeline.onlyTurn(id).getUserText()).isEqualTo(text);
        assertThat(pipeline.isJudged("m-" + id)).isTrue();
    }

    @Test
    void jsonThatWasCutAtFiftyPartsIsNotMeasured() {
        String id = "json-cut-at-fifty";
        var json = new StringBuilder("{\"read_file\":1");
        while (json.length() <= PART_CHARACTERS * MOST_PARTS) {
            json.append(",\"mcp_server_operation_").append(json.length()).append("\":1");
        }
        pipeline.send(split(RawRow.summary(id, "m-" + id, 1, 10), "toolCounts", json + "}")
                .staff());
        assertThat(pipeline.onlyTurn(id).getSummary().getToolCounts()).isNull();
    }

    @Test
    void rowsThatComeTwiceChangeNothing() {
        String id = "twice";
        var rows = new ArrayList<TelemetryRow>(RowFixture.whole(id, "m-" + id, 1, 0));
        pipeline.send(rows);
        String once = pipeline.complete(id).toString();
        Collections.reverse(rows);
        pipeline.send(rows);
        assertThat(pipeline.complete(id)).hasToString(once);
    }

    @Test
    void anEventThatWentToBothStoresIsOneEvent() {
        String id = "two-stores";
        List<RawRow> rows = turn(id);
        pipeline.send(rows.stream().map(RawRow::staff).toList());
        String once = pipeline.complete(id).toString();
        pipeline.send(rows.stream().map(RawRow::product).toList());
        assertThat(pipeline.complete(id)).hasToString(once);
    }

    @Test
    void rowsOfAnyOrderGiveTheSameConversation() {
        List<RawRow> rows = new ArrayList<>(twoTurns("any-order"));
        pipeline.send(rows.stream().map(RawRow::staff).toList());
        var inOrder = pipeline.complete("any-order");
        Collections.reverse(rows);
        try (var other = new Pipelines()) {
            other.send(rows.stream().map(RawRow::staff).toList());
            assertThat(other.complete("any-order")).hasToString(inOrder.toString());
        }
    }

    @Test
    void theUsersNameDoesNotComeOut() {
        String id = "user-name";
        var rows = new ArrayList<TelemetryRow>();
        turn(id).forEach(row ->
                rows.add(row.text("common.userName", "somebody-in-person").staff()));
        pipeline.send(rows);
        assertThat(pipeline.complete(id).toString()).doesNotContain("somebody-in-person");
        assertThat(pipeline.driver().requests().get("m-" + id).toString()).doesNotContain("somebody-in-person");
    }

    @Test
    void theHashThatStandsForTheUserComesWithEveryLabel() {
        String id = "user-hash";
        String hash = "hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf37";
        pipeline.send(turn(id).stream()
                .map(row -> row.text("common.userName", hash).product())
                .toList());
        pipeline.driver().quiet();
        pipeline.driver().judge("test/1");
        assertThat(pipeline.complete(id).getUserHash()).isEqualTo(hash);
        assertThat(pipeline.driver().requests().get("m-" + id).getUserHash()).isEqualTo(hash);
        assertThat(pipeline.driver().labeled().get("m-" + id).getUserHash()).isEqualTo(hash);
    }

    private static List<RawRow> twoTurns(String id) {
        var rows = new ArrayList<>(turn(id));
        rows.add(RawRow.outputRow(id, "n-" + id, 101, "call-n", 700));
        rows.add(RawRow.summary(id, "n-" + id, 2, 110).number("turnDuration", 9_500));
        return rows;
    }

    /** A turn of text, one call and a summary. */
    private static List<RawRow> turn(String id) {
        String messageId = "m-" + id;
        return List.of(
                RawRow.userText(id, messageId, 0, "Why does the second test hang?"),
                RawRow.inputRow(id, messageId, 1, "call-" + messageId),
                RawRow.outputRow(id, messageId, 3, "call-" + messageId, 500),
                RawRow.modelText(id, messageId, 4, "It waits for itself."),
                RawRow.summary(id, messageId, 1, 10).number("numRequests", 1).number("turnDuration", 9_000));
    }

    /** As the client splits: key, key_02 ... key_50, and no more. */
    private static RawRow split(RawRow row, String key, String value) {
        var parts = new HashMap<String, String>();
        for (int part = 0; part < MOST_PARTS && part * PART_CHARACTERS < value.length(); part++) {
            String text =
                    value.substring(part * PART_CHARACTERS, Math.min(value.length(), (part + 1) * PART_CHARACTERS));
            parts.put(part == 0 ? key : String.format("%s_%02d", key, part + 1), text);
        }
        parts.forEach(row::text);
        return row;
    }
}
