package io.turnstile.domain.routing;

import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.conversation.TakenModes;
import io.turnstile.domain.turn.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Decides for each live turn whether it is judged, and for which datasets. */
final class TurnRouting {

    private TurnRouting() {}

    static Routing route(Conversation conversation, RoutingRules rules) {
        var requests = new ArrayList<Request>();
        var notJudged = new TreeMap<String, NotJudged>();
        if (conversation.isComplete()) {
            var earlier = new ArrayList<ConversationTurn>();
            for (ConversationTurn turn : conversation.turns()) {
                NotJudged reason = notJudged(conversation, turn, rules.takenModes());
                if (reason == null) {
                    requests.add(request(conversation, turn, earlier, rules));
                } else {
                    notJudged.put(turn.turn().messageId(), reason);
                }
                earlier.add(turn);
            }
        }
        return new Routing(List.copyOf(requests), Collections.unmodifiableSortedMap(notJudged));
    }

    private static NotJudged notJudged(Conversation conversation, ConversationTurn turn, TakenModes takenModes) {
        if (!takenModes.takes(turn.turn().mode())) {
            return NotJudged.MODE_NOT_TAKEN;
        }
        String text = turn.turn().userText();
        if (text == null || text.isBlank()) {
            return NotJudged.NO_USER_TEXT;
        }
        if (turn.signals().isSynthetic()) {
            return NotJudged.SYNTHETIC;
        }
        if (memberships(conversation, turn).isEmpty()) {
            return conversation.stratum() == null ? NotJudged.TURN_COUNT_OUT_OF_RANGE : NotJudged.NOT_SUCCESSFUL;
        }
        return null;
    }

    private static List<Membership> memberships(Conversation conversation, ConversationTurn turn) {
        var memberships = new ArrayList<Membership>(2);
        int turnNumber = turn.turn().turnIndex();
        if (turnNumber == 1) {
            var complexity = turn.signals().complexity();
            String stratum = complexity == null ? "UNKNOWN" : complexity.name();
            memberships.add(new Membership(DatasetKind.SESSION, stratum, Position.BEGINNING));
        }
        if (conversation.stratum() != null && turn.turn().summary().isSuccess()) {
            var position = Position.of(turnNumber, conversation.turns().size());
            memberships.add(new Membership(
                    DatasetKind.CONVERSATION, conversation.stratum().name(), position));
        }
        return List.copyOf(memberships);
    }

    private static Request request(
            Conversation conversation, ConversationTurn turn, List<ConversationTurn> earlier, RoutingRules rules) {
        String text = turn.turn().userText();
        String previousModel =
                earlier.isEmpty() ? null : earlier.get(earlier.size() - 1).model();
        List<Turn> past = earlier.stream().map(ConversationTurn::turn).toList();
        return new Request(
                conversation.conversationId(),
                conversation.userHash(),
                turn,
                memberships(conversation, turn),
                text,
                rules.window().before(past),
                InferenceSignals.of(text, previousModel),
                rules.reasoningModels().includes(turn.model()));
    }
}
