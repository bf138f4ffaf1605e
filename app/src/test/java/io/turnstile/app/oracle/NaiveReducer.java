package io.turnstile.app.oracle;

import io.turnstile.app.oracle.Answers.Fields;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one would write first, and wrong: rows are taken as they arrive. The last one wins, turns and calls stand in order
 * of arrival, a count of turns stands for their places, and nothing was ever edited, retried, undone or a subagent's.
 */
final class NaiveReducer {

    private final Map<String, NaiveConversation> conversations = new LinkedHashMap<>();
    private final Map<String, String> conversationByTurn = new LinkedHashMap<>();

    private NaiveReducer() {}

    private static final class NaiveConversation {
        private final Map<String, NaiveTurn> turns = new LinkedHashMap<>();
    }

    private static final class NaiveTurn {
        private Integer index;
        private final Map<String, Long> promptTokensByCall = new LinkedHashMap<>();
    }

    static Answers answers(List<SeededLog> logs) {
        var reducer = new NaiveReducer();
        logs.forEach(log -> log.rows().forEach(reducer::take));
        var answers = new Answers();
        reducer.conversations.forEach((id, conversation) -> answer(id, conversation, answers));
        return answers;
    }

    private void take(TelemetryRow row) {
        var fields = new RowView(row.getProperties(), row.getMeasurements());
        String turnKey = TurnKey.of(fields).orElse(null);
        if (turnKey == null) {
            return;
        }
        fields.id("conversationId").ifPresent(id -> conversationByTurn.put(turnKey, id));
        String conversationId = conversationByTurn.get(turnKey);
        if (conversationId == null) {
            return;
        }
        String event = RowEdit.of(row).event();
        NaiveTurn turn = conversations
                .computeIfAbsent(conversationId, id -> new NaiveConversation())
                .turns
                .computeIfAbsent(turnKey, key -> new NaiveTurn());
        if (event.startsWith("toolcalldetails")) {
            OptionalDouble index = fields.number("turnIndex");
            turn.index = index.isPresent() ? Integer.valueOf((int) index.getAsDouble()) : null;
        } else if (event.equals("engine.messages.length")) {
            fields.number("promptTokens")
                    .ifPresent(tokens ->
                            turn.promptTokensByCall.put(fields.id("modelCallId").orElse(""), (long) tokens));
        }
    }

    private static void answer(String id, NaiveConversation conversation, Answers answers) {
        var order = new ArrayList<String>();
        Long previous = null;
        for (var entry : conversation.turns.entrySet()) {
            if (entry.getValue().index != null) {
                order.add(entry.getKey());
                previous = answerCalls(id, entry.getKey(), entry.getValue(), previous, answers);
            }
        }
        boolean isComplete = isComplete(conversation, order.size());
        answers.add(
                new Subject(Kind.CONVERSATION, id, ""),
                new Fields()
                        .with("is_complete", isComplete)
                        .with("turn_order", String.join(" ", order))
                        .with("stratum", isComplete ? stratum(order.size()) : null)
                        .values());
    }

    private static boolean isComplete(NaiveConversation conversation, int count) {
        var statistics = conversation.turns.values().stream()
                .map(turn -> turn.index)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return statistics.getMin() == 1 && statistics.getMax() == count;
    }

    private static Long answerCalls(String id, String turnKey, NaiveTurn turn, Long before, Answers answers) {
        Long previous = before;
        int place = 0;
        for (Long promptTokens : turn.promptTokensByCall.values()) {
            place++;
            answers.add(
                    new Subject(Kind.CALL, id, turnKey + " call " + place),
                    new Fields()
                            .with("prompt_token_delta", previous == null ? promptTokens : promptTokens - previous)
                            .values());
            previous = promptTokens;
        }
        return previous;
    }

    private static String stratum(int turns) {
        if (turns < 3 || turns > 20) {
            return null;
        }
        if (turns <= 5) {
            return "SHORT";
        }
        return turns <= 10 ? "MEDIUM" : "LONG";
    }
}
