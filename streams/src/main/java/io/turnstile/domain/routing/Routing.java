package io.turnstile.domain.routing;

import io.turnstile.domain.conversation.Conversation;
import java.util.List;
import java.util.SortedMap;

/**
 * Which turns of a complete conversation are judged, and why the others are not.
 *
 * @param requests in order of turnNumber
 * @param notJudged the reason by message id, for every other live turn
 */
public record Routing(List<Request> requests, SortedMap<String, NotJudged> notJudged) {

    /** Routes the turns of a conversation; a partial one has none to judge and none to account for. */
    public static Routing of(Conversation conversation, RoutingRules rules) {
        return TurnRouting.route(conversation, rules);
    }
}
