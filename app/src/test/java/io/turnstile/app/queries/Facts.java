package io.turnstile.app.queries;

import io.turnstile.app.oracle.RowTime;
import io.turnstile.domain.conversation.Assembled;
import io.turnstile.domain.conversation.CallWithDelta;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.conversation.TakenModes;
import io.turnstile.domain.turn.Fragment;
import io.turnstile.domain.turn.Row;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnSummary;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the domain makes of rows, for queries that count over turns, conversations and calls. */
record Facts(Collection<Turn> turns, List<Conversation> conversations) {

    static Facts of(List<TelemetryRow> rows) {
        var turns = new TreeMap<String, Turn>();
        for (TelemetryRow row : rows) {
            var read = new Row(
                    row.getEventName(), RowTime.of(row), new RowView(row.getProperties(), row.getMeasurements()));
            if (Fragment.of(read) instanceof Fragment.OfTurn part) {
                turns.merge(part.turn().messageId(), part.turn(), Turn::merge);
            }
        }
        Map<String, List<Turn>> byConversation = turns.values().stream()
                .filter(turn -> turn.conversationId() != null)
                .collect(Collectors.groupingBy(Turn::conversationId, TreeMap::new, Collectors.toList()));
        List<Conversation> conversations = byConversation.entrySet().stream()
                .map(entry -> Assembled.of(entry.getKey(), entry.getValue(), new TakenModes(Set.of("agent"))))
                .filter(Assembled.AsConversation.class::isInstance)
                .map(assembled -> ((Assembled.AsConversation) assembled).conversation())
                .toList();
        return new Facts(turns.values(), conversations);
    }

    List<TurnSummary> summaries() {
        return turns.stream().map(Turn::summary).filter(Objects::nonNull).toList();
    }

    Stream<ConversationTurn> liveTurns() {
        return conversations.stream().flatMap(conversation -> conversation.turns().stream());
    }

    /** The calls of a conversation that take part in the growth of the prompt, in order. */
    static List<CallWithDelta> growing(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> growing(turn).stream())
                .toList();
    }

    static List<CallWithDelta> growing(ConversationTurn turn) {
        return turn.calls().stream().filter(call -> call.call().growsPrompt()).toList();
    }
}
