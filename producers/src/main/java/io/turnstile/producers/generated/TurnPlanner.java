package io.turnstile.producers.generated;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides all of a turn, given what it finds when it begins. */
final class TurnPlanner {

    /** The client's limit of tool calls stops only long turns. */
    private static final int LEAST_ROUNDS_AT_LIMIT = 8;

    /** A stopped call leaves an input row in about half of the cases. */
    private static final double TRACE_OF_STOPPED_CALL = 0.5;

    private static final List<PromptKind> SYNTHETIC =
            List.of(PromptKind.CONTINUE_ITERATING, PromptKind.SLASH_COMMAND, PromptKind.TRY_AGAIN);

    private static final List<PersonalData> PLANTED = List.of(PersonalData.values());

    private final TurnShares shares;

    TurnPlanner(TurnShares shares) {
        this.shares = shares;
    }

    /** A turn, and the prompt's size after it. */
    record Planned(TurnPlan turn, PromptSize size) {}

    Planned user(Draw draw, TurnContext context) {
        Difficulty difficulty = Difficulty.draw(draw);
        Ending ending = Ending.draw(draw, shares);
        var sequence = new RoundSequence(draw, shares, context, null);
        int numRequests = addRounds(draw, sequence, ending, difficulty.rounds(draw), context.mayHaveNoRounds());
        SummaryPlan summary = summary(draw, context, ending.responseType(draw), numRequests, sequence.rounds());
        TurnPlan turn = turn(draw, context, prompt(draw, context.index()), difficulty, summary, sequence, null);
        return new Planned(turn, sequence.size());
    }

    /** A subagent's turn: always successful, and numbered 1 whatever its parent's place. */
    TurnPlan subagent(Draw draw, TurnContext context, String parentKey) {
        boolean isParentTold = draw.chance(0.8);
        boolean areCallsMarked = !isParentTold || draw.chance(0.75);
        return delegated(draw, context, new SubagentPlan(parentKey, isParentTold, areCallsMarked));
    }

    /** As {@link #subagent}, by a client that marks neither the turn nor its calls. */
    TurnPlan unmarkedSubagent(Draw draw, TurnContext context) {
        return delegated(draw, context, null);
    }

    /** @param mark null for a subagent that nothing marks */
    private TurnPlan delegated(Draw draw, TurnContext context, SubagentPlan mark) {
        Difficulty difficulty = Difficulty.MODERATE;
        var sequence =
                new RoundSequence(draw, shares, context, mark != null && mark.areCallsMarked() ? "subagent" : null);
        int numRequests = addRounds(draw, sequence, Ending.SUCCESS, difficulty.rounds(draw), false);
        SummaryPlan summary = summary(draw, context, "success", numRequests, sequence.rounds());
        return turn(draw, context, PromptKind.DELEGATED, difficulty, summary, sequence, mark);
    }

    /** Adds the rounds that lead to an ending and gives numRequests. */
    private int addRounds(Draw draw, RoundSequence sequence, Ending ending, int drawnRounds, boolean mayHaveNoRounds) {
        return switch (ending) {
            case SUCCESS -> addAnswered(draw, sequence, drawnRounds, 0);
            case MAX_TOOL_CALLS -> addAnswered(draw, sequence, Math.max(drawnRounds, LEAST_ROUNDS_AT_LIMIT), 1);
            case CANCELLED -> addCancelled(draw, sequence, mayHaveNoRounds ? drawnRounds - 1 : drawnRounds);
            case FAILED, OTHER -> addFailed(draw, sequence, drawnRounds);
        };
    }

    private int addAnswered(Draw draw, RoundSequence sequence, int rounds, int toolsOfLast) {
        boolean isParallel = rounds >= 2 && draw.chance(shares.parallelCalls());
        int parallelRound = isParallel ? draw.between(1, rounds - 1) : 0;
        boolean isContinued = !isParallel && rounds >= 3 && draw.chance(shares.autoContinue());
        int continuedRound = isContinued ? draw.between(2, rounds - 1) : 0;
        for (int round = 1; round < rounds; round++) {
            int tools = round == parallelRound ? draw.between(2, 4) : 1;
            sequence.addCompleted(round == continuedRound ? 0 : tools);
        }
        sequence.addCompleted(toolsOfLast);
        return rounds;
    }

    /** A cancelled round is not counted. */
    private int addCancelled(Draw draw, RoundSequence sequence, int completed) {
        for (int round = 1; round <= completed; round++) {
            sequence.addCompleted(1);
        }
        if (draw.chance(TRACE_OF_STOPPED_CALL)) {
            sequence.addUnanswered();
        }
        return completed;
    }

    /** A round that failed is counted. */
    private int addFailed(Draw draw, RoundSequence sequence, int rounds) {
        for (int round = 1; round < rounds; round++) {
            sequence.addCompleted(1);
        }
        if (draw.chance(0.3)) {
            sequence.addCompleted(0);
        } else {
            sequence.addUnanswered();
        }
        return rounds;
    }

    private SummaryPlan summary(
            Draw draw, TurnContext context, String responseType, int numRequests, List<RoundPlan> rounds) {
        Map<String, Integer> counts = toolCounts(rounds);
        boolean isCut = !counts.isEmpty() && draw.chance(shares.cutToolCounts());
        boolean isMissing = isCut || draw.chance(shares.withoutToolCounts());
        // A turn without rounds must say so: the deltas after it rest on that.
        boolean isMeasured = numRequests == 0 || !draw.chance(shares.withoutNumRequests());
        return new SummaryPlan(
                context.kind() == ConversationKind.WITHOUT_TURN_INDEX ? null : context.index(),
                responseType,
                isMeasured ? numRequests : null,
                isMissing ? null : counts,
                isCut ? cut(counts) : null);
    }

    private static Map<String, Integer> toolCounts(List<RoundPlan> rounds) {
        var counts = new TreeMap<String, Integer>();
        rounds.forEach(round -> round.tools().forEach((tool, calls) -> counts.merge(tool, calls, Integer::sum)));
        return counts;
    }

    private static String cut(Map<String, Integer> counts) {
        String json = JsonText.object(counts);
        return json.substring(0, json.length() - 2);
    }

    private PromptKind prompt(Draw draw, int index) {
        if (draw.chance(shares.synthetic())) {
            // Nothing can be continued or tried again before the second turn.
            return index == 1 ? PromptKind.SLASH_COMMAND : draw.pick(SYNTHETIC);
        }
        if (draw.chance(shares.withoutText())) {
            return PromptKind.NONE;
        }
        if (draw.chance(shares.cutText())) {
            return PromptKind.CUT;
        }
        return draw.chance(shares.veryLongText()) ? PromptKind.PASTED : PromptKind.WRITTEN;
    }

    /** From a stream of its own, so that all else that is drawn does not depend on it. What is cut has no known end. */
    private PersonalData planted(PromptKind prompt, long seed) {
        boolean isWritten = prompt == PromptKind.WRITTEN || prompt == PromptKind.PASTED;
        Draw own = Draw.from(~seed);
        return isWritten && own.chance(shares.secret()) ? own.pick(PLANTED) : null;
    }

    private TurnPlan turn(
            Draw draw,
            TurnContext context,
            PromptKind prompt,
            Difficulty difficulty,
            SummaryPlan summary,
            RoundSequence sequence,
            SubagentPlan subagent) {
        String key = draw.id();
        long seed = draw.seed();
        return new TurnPlan(
                key,
                context.index(),
                context.startedAt(),
                sequence.clock(),
                context.mode(),
                prompt,
                planted(prompt, seed),
                difficulty,
                context.model(),
                summary,
                sequence.rounds(),
                subagent,
                context.isRouted(),
                Fate.CAPTURED,
                seed);
    }
}
