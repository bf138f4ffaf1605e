package io.turnstile.producers.generated;

/**
 * What marks a turn as a subagent's; at least one mark is there.
 *
 * @param parentKey the turn that started it
 * @param isParentTold whether its panel.request rows carry parentRequestId
 * @param areCallsMarked whether its calls carry subType
 */
record SubagentPlan(String parentKey, boolean isParentTold, boolean areCallsMarked) {}
