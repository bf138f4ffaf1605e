package io.turnstile.producers.generated;

import java.util.List;
import java.util.stream.IntStream;

/** Writes a turn's toolCallDetails row. */
final class SummaryRow {

    private static final List<String> FEW_TOOLS = SplitText.parts(JsonText.array(
            List.of("read_file", "grep_search", "run_in_terminal", "replace_string_in_file", "get_errors")));

    /** Over 8,192 characters, as with several tool servers connected. */
    private static final List<String> MANY_TOOLS = SplitText.parts(JsonText.array(IntStream.range(0, 400)
            .mapToObj(i -> "mcp_tool_server_" + i % 7 + "_operation_" + i)
            .toList()));

    private SummaryRow() {}

    static RowDraft of(
            ConversationPlan conversation, TurnPlan turn, int messageLength, boolean hasManyTools, Draw draw) {
        RowDraft row = conversation.client() == Client.PRODUCT
                ? RowDraft.ignored("toolCallDetails", turn.endedAt(), IgnoredReason.NO_TURN_KEY)
                : staffRow(turn, hasManyTools);
        addTurn(row, conversation, turn, messageLength);
        if (!conversation.client().isOld()) {
            addNewerNumbers(row, turn);
        }
        return row.number("sessionDuration", turn.endedAt() - conversation.startedAt())
                .number("promptTokenCount", lastPrompt(turn) * draw.between(90, 105) / 100);
    }

    /** Only the Internal and External forms carry messageId. */
    private static RowDraft staffRow(TurnPlan turn, boolean hasManyTools) {
        boolean isExternal = (turn.seed() >>> 5 & 15) == 0;
        return RowDraft.used(isExternal ? "toolCallDetailsExternal" : "toolCallDetailsInternal", turn.endedAt())
                .text("messageId", turn.key())
                .parts("availableTools", hasManyTools ? MANY_TOOLS : FEW_TOOLS);
    }

    private static void addTurn(RowDraft row, ConversationPlan conversation, TurnPlan turn, int messageLength) {
        SummaryPlan summary = turn.summary();
        String toolCounts =
                summary.toolCounts() == null ? summary.cutToolCounts() : JsonText.object(summary.toolCounts());
        row.text("intentId", turn.mode().intentId())
                .text("conversationId", conversation.conversationId())
                .text("responseType", summary.responseType())
                .text("toolCounts", toolCounts)
                .text("model", turn.model())
                .number("numRequests", summary.numRequests())
                .number("turnIndex", summary.turnIndex())
                .number("turnDuration", turn.endedAt() - turn.startedAt())
                .number("messageCharLen", messageLength)
                .number("availableToolCount", 60)
                .number("invalidToolCallCount", 0);
    }

    private static void addNewerNumbers(RowDraft row, TurnPlan turn) {
        List<Integer> calls = turn.rounds().stream()
                .map(round -> round.tools().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .toList();
        List<Integer> parallel = calls.stream().filter(count -> count > 1).toList();
        row.number("toolTokenCount", 8_000)
                .number("totalToolCalls", sum(calls))
                .number("parallelToolCallRounds", parallel.size())
                .number("parallelToolCallsTotal", sum(parallel));
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private static long lastPrompt(TurnPlan turn) {
        return turn.rounds().stream()
                .flatMap(round -> round.calls().stream())
                .mapToLong(CallPlan::promptTokens)
                .reduce(0, (before, last) -> last);
    }
}
