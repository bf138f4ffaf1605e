package io.turnstile.domain.routing;

import io.turnstile.domain.conversation.TakenModes;

/**
 * What can be chosen about routing.
 *
 * @param takenModes the chat modes that are judged
 * @param window how much of the past a request carries
 * @param reasoningModels the models that likely reason
 */
public record RoutingRules(TakenModes takenModes, HistoryWindow window, ReasoningModels reasoningModels) {}
