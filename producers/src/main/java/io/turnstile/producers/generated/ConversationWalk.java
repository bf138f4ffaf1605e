package io.turnstile.producers.generated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** Plans the turns of one conversation in the order in which a user would make them, detours included. */
final class ConversationWalk {

    /** A user gives up after a few detours; it also bounds the walk. */
    private static final int MOST_DETOURS = 8;

    private static final int MOST_STEPS_BACK = 4;

    /** How many thinking pauses are hours long: lunch, a meeting. */
    private static final double LONG_PAUSE_SHARE = 0.02;

    /** Half of the conversations in auto mode stay with the model they began with. */
    private static final double SWITCHING_SHARE = 0.5;

    private final Draw draw;
    private final GeneratorConfiguration configuration;
    private final TurnPlanner planner;
    private final ConversationKind kind;
    private final Client client;
    private final ModeMark mode;
    private final boolean isRouted;
    private final boolean isSwitching;
    private final List<TurnPlan> turns = new ArrayList<>();

    /** The prompt before the turn at each place, to return to. */
    private final TreeMap<Integer, Checkpoint> checkpoints = new TreeMap<>();

    /** The places at which every attempt so far has been answered at least once. */
    private final BitSet answered = new BitSet();

    private long clock;
    private String model;
    private PromptSize size;
    private int detours;

    private record Checkpoint(PromptSize size, String model) {}

    ConversationWalk(
            Draw draw, GeneratorConfiguration configuration, ConversationKind kind, Client client, long startedAt) {
        this.draw = draw;
        this.configuration = configuration;
        this.planner = new TurnPlanner(configuration.turn());
        this.kind = kind;
        this.client = client;
        this.clock = startedAt;
        this.mode = ModeMark.draw(draw, kind);
        this.isRouted = client == Client.CURRENT
                && draw.chance(configuration.conversation().autoMode());
        this.isSwitching = isRouted && draw.chance(SWITCHING_SHARE);
        this.model = isRouted ? Models.routed(draw) : Models.chosen(draw);
        this.size = PromptSize.initial(draw);
    }

    List<TurnPlan> userTurns(int length) {
        int askedAt = kind == ConversationKind.MIXED ? draw.between(1, length) : 0;
        int resumedAt =
                length >= 2 && draw.chance(configuration.conversation().resumed()) ? draw.between(2, length) : 0;
        int index = 1;
        while (index <= length) {
            if (index == resumedAt) {
                clock += pauseOfDays();
                resumedAt = 0;
            }
            take(index, index == askedAt ? ModeMark.ASK : mode);
            clock += thinkingPause();
            index = next(index);
        }
        return turns;
    }

    /** As older clients have it: the parent's turn is in another conversation. */
    List<TurnPlan> subagentAlone(String parentKey) {
        turns.add(
                kind == ConversationKind.UNMARKED_SUBAGENT
                        ? planner.unmarkedSubagent(draw, delegated(clock))
                        : planner.subagent(draw, delegated(clock), parentKey));
        return turns;
    }

    private void take(int index, ModeMark turnMode) {
        begin(index);
        var planned = planner.user(draw, context(index, clock, turnMode, index > 1 && answered.get(index - 1)));
        TurnPlan turn = planned.turn();
        turns.add(turn);
        addSubagent(turn);
        boolean isFirstAttempt =
                turns.stream().filter(other -> isAttemptAt(index, other)).count() == 1;
        answered.set(index, hasAnswer(turn) && (isFirstAttempt || answered.get(index)));
        size = planned.size();
        clock = turn.endedAt();
    }

    private static boolean isAttemptAt(int index, TurnPlan turn) {
        return !turn.isSubagent() && turn.index() == index;
    }

    /** A turn taken again begins with the prompt that its predecessor began with. */
    private void begin(int index) {
        var checkpoint = checkpoints.get(index);
        if (checkpoint != null) {
            size = checkpoint.size();
            model = checkpoint.model();
        }
        checkpoints.put(index, new Checkpoint(size, model));
        if (isSwitching) {
            String routed = Models.routed(draw);
            size = routed.equals(model) ? size : size.switched(draw);
            model = routed;
        }
    }

    private void addSubagent(TurnPlan parent) {
        boolean canDelegate = client == Client.CURRENT && kind == ConversationKind.AGENT;
        boolean callsTools =
                parent.rounds().stream().anyMatch(round -> !round.tools().isEmpty());
        if (canDelegate && callsTools && draw.chance(configuration.turn().subagent())) {
            long startedAt = parent.rounds().get(0).endedAt() + 100;
            turns.add(planner.subagent(draw, delegated(startedAt), parent.key()));
        }
    }

    /** A subagent begins with a prompt of its own. */
    private TurnContext delegated(long startedAt) {
        return new TurnContext(1, startedAt, kind, mode, model, false, PromptSize.initial(draw), false);
    }

    private TurnContext context(int index, long startedAt, ModeMark turnMode, boolean mayHaveNoRounds) {
        return new TurnContext(index, startedAt, kind, turnMode, model, isRouted, size, mayHaveNoRounds);
    }

    private static boolean hasAnswer(TurnPlan turn) {
        return turn.rounds().stream().anyMatch(RoundPlan::isCompleted);
    }

    private int next(int index) {
        TurnShares shares = configuration.turn();
        if (detours < MOST_DETOURS && index >= 3 && draw.chance(shares.restored())) {
            detours++;
            return draw.between(Math.max(1, index - MOST_STEPS_BACK), index - 1);
        }
        if (detours < MOST_DETOURS && draw.chance(shares.retried())) {
            detours++;
            return index;
        }
        return index + 1;
    }

    /** Five seconds at least, so that no turn begins among the rows of the one before; a few minutes as a rule. */
    private long thinkingPause() {
        if (draw.chance(LONG_PAUSE_SHARE)) {
            return draw.between(
                    Duration.ofHours(1).toMillis(), Duration.ofHours(4).toMillis());
        }
        double skewed = draw.unit() * draw.unit();
        return Duration.ofSeconds(5).toMillis()
                + (long) (skewed * Duration.ofMinutes(12).toMillis());
    }

    private long pauseOfDays() {
        return draw.between(
                Duration.ofDays(1).toMillis(),
                Duration.ofDays(configuration.conversation().maxResumeDays()).toMillis());
    }
}
