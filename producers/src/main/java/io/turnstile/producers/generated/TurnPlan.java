package io.turnstile.producers.generated;

import java.util.List;

/**
 * All that is decided of a turn before its rows are written.
 *
 * @param key its messageId
 * @param index its true place from 1
 * @param startedAt when it began, UTC milliseconds
 * @param endedAt when its summary was sent
 * @param mode how it shows its mode
 * @param prompt who wrote its text
 * @param planted the personal data in its text; null for none
 * @param difficulty what its text asks for
 * @param model the model it ran on, as the client names it
 * @param summary what its summary says, whether or not that was captured
 * @param rounds its rounds in order
 * @param subagent null for a user's own turn
 * @param isRouted whether a router picked its model
 * @param fate what telemetry kept of it
 * @param seed what its texts and rows are drawn from
 */
record TurnPlan(
        String key,
        int index,
        long startedAt,
        long endedAt,
        ModeMark mode,
        PromptKind prompt,
        PersonalData planted,
        Difficulty difficulty,
        String model,
        SummaryPlan summary,
        List<RoundPlan> rounds,
        SubagentPlan subagent,
        boolean isRouted,
        Fate fate,
        long seed) {

    boolean isSubagent() {
        return subagent != null;
    }

    TurnPlan with(Fate newFate) {
        return new TurnPlan(
                key,
                index,
                startedAt,
                endedAt,
                mode,
                prompt,
                planted,
                difficulty,
                model,
                summary,
                rounds,
                subagent,
                isRouted,
                newFate,
                seed);
    }
}
