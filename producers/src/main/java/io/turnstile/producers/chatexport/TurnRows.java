package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The rows that the extension sends for a turn, in the order in which it sends them. The same turn always gives the same
 * rows: ids that the extension would draw at random are derived from the turn's.
 */
final class TurnRows {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final CapturedTurn turn;
    private final List<Round> answered;
    private final List<StaffRow> rows = new ArrayList<>();

    private TurnRows(CapturedTurn turn) {
        this.turn = turn;
        this.answered = turn.answeredRounds();
    }

    static List<TelemetryRow> of(CapturedTurn turn, RowOrigin origin) {
        var rows = new TurnRows(turn);
        rows.addUserText();
        if (turn.id() != null) {
            turn.summarizations().forEach(rows::addSummarization);
            for (int index = 0; index < turn.rounds().size(); index++) {
                rows.addRound(index);
            }
            rows.addEnd();
        }
        return rows.rows.stream()
                .sorted(Comparator.comparing(StaffRow::at))
                .map(row -> row.from(origin))
                .toList();
    }

    private void addUserText() {
        if (!turn.userText().isBlank()) {
            var row = StaffRow.of("conversation.messageText", turn.startedAt())
                    .property("source", "user")
                    .property("messageText", turn.userText())
                    .property("mode", turn.mode());
            // The extension counts turns from 0 here, and from 1 everywhere else.
            rows.add(turn.id() == null ? row : identified(row, turn.id().turnIndex() - 1));
        }
    }

    private void addRound(int index) {
        var round = turn.rounds().get(index);
        if (round.call() != null) {
            addCall(round, round.call(), derivedId("call " + index));
        }
        if (!round.text().isBlank()) {
            rows.add(identified(
                    modelText(round.text(), round.endedAt()), turn.id().turnIndex()));
        }
        // The last round's row is sent after the turn's summary.
        int number = answered.indexOf(round);
        if (number >= 0 && number < answered.size() - 1) {
            rows.add(panelRequest(round, number, "success", round.endedAt()));
        }
    }

    private void addCall(Round round, ModelCall call, String modelCallId) {
        rows.add(call("input", round.startedAt(), modelCallId).measurement("maxTokenWindow", call.maxTokenWindow()));
        if (call.hasUsage()) {
            rows.add(call("output", round.endedAt(), modelCallId)
                    .property("baseModel", round.model())
                    .measurement("promptTokens", call.promptTokens())
                    .measurement("completionTokens", call.completionTokens())
                    .measurement("totalTokens", call.totalTokens()));
        }
    }

    private StaffRow call(String direction, Instant at, String modelCallId) {
        return StaffRow.of("engine.messages.length", at)
                .property("message_direction", direction)
                .property("modelCallId", modelCallId)
                .property("conversationId", turn.id().conversationId())
                .property("messageId", turn.id().messageId())
                .property("headerRequestId", turn.id().messageId());
    }

    private void addSummarization(Summarization summarization) {
        rows.add(StaffRow.of("summarizedConversationHistory", summarization.at())
                .property("conversationId", turn.id().conversationId())
                .property("chatRequestId", turn.id().messageId())
                .property("outcome", summarization.outcome())
                .property("model", summarization.model())
                .measurement("turnIndex", turn.id().turnIndex() - 1));
    }

    private void addEnd() {
        Round last = answered.isEmpty() ? null : answered.get(answered.size() - 1);
        if (last != null && !last.text().isBlank()) {
            rows.add(modelText(last.text(), turn.endedAt())
                    .property("conversationId", turn.id().conversationId())
                    .property("messageId", derivedId("final text"))
                    .property("turnIndex", Integer.toString(turn.id().turnIndex())));
        }
        rows.add(summary());
        if (last != null) {
            rows.add(panelRequest(last, answered.size() - 1, turn.responseType(), turn.endedAt()));
        }
    }

    private StaffRow summary() {
        var parallel = answered.stream()
                .mapToInt(round -> sum(round.toolCounts()))
                .filter(calls -> calls > 1)
                .summaryStatistics();
        return StaffRow.of("toolCallDetailsInternal", turn.endedAt())
                .property("intentId", turn.intentId())
                .property("conversationId", turn.id().conversationId())
                .property("messageId", turn.id().messageId())
                .property("responseType", turn.responseType())
                .property("toolCounts", json(turn.toolCounts()))
                .property("model", turn.model())
                .measurement("numRequests", answered.size())
                .measurement("turnIndex", turn.id().turnIndex())
                .measurement("turnDuration", turn.durationMillis())
                .measurement("messageCharLen", turn.userText().length())
                .measurement("totalToolCalls", sum(turn.toolCounts()))
                .measurement("parallelToolCallRounds", parallel.getCount())
                .measurement("parallelToolCallsTotal", parallel.getSum());
    }

    private StaffRow panelRequest(Round round, int index, String responseType, Instant at) {
        return StaffRow.of("panel.request", at)
                .property("requestId", turn.id().messageId())
                .property("conversationId", turn.id().conversationId())
                .property("responseType", responseType)
                .property("toolCounts", json(round.toolCounts()))
                .property("model", round.model())
                .measurement("turn", turn.id().turnIndex())
                .measurement("round", index);
    }

    private StaffRow modelText(String text, Instant at) {
        return StaffRow.of("conversation.messageText", at)
                .property("source", "model")
                .property("messageText", text)
                .property("mode", turn.mode());
    }

    private StaffRow identified(StaffRow text, int turnIndex) {
        return text.property("conversationId", turn.id().conversationId())
                .property("messageId", turn.id().messageId())
                .property("headerRequestId", turn.id().messageId())
                .property("turnIndex", Integer.toString(turnIndex));
    }

    private String derivedId(String purpose) {
        byte[] name = (turn.id().messageId() + " " + purpose).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String json(Map<String, Integer> counts) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(counts));
        } catch (JsonProcessingException e) {
            throw new AssertionError("A map of numbers can always be written", e);
        }
    }
}
