package io.turnstile.producers.generated;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides all of a conversation. Conversation i is the same however many there are. */
final class ConversationPlanner {

    /** One user opens a few windows a day. */
    private static final int WINDOWS_PER_USER = 3;

    /** The classes of lengths that turn-count-weights weighs. */
    private static final List<int[]> LENGTHS = List.of(
            new int[] {1, 1}, new int[] {2, 2}, new int[] {3, 5}, new int[] {6, 10}, new int[] {11, 20}, new int[] {
                21, 60
            });

    /** Conversations begin seconds apart, so the nearest ones before are still under way. */
    private static final int FARTHEST_PARENT = 20;

    private static final int LEAST_VERY_LONG = 61;

    /** The longest conversation that was seen. */
    private static final int MOST_VERY_LONG = 1_706;

    private final GeneratorConfiguration configuration;
    private final long millisBetweenStarts;

    ConversationPlanner(GeneratorConfiguration configuration) {
        this.configuration = configuration;
        this.millisBetweenStarts = Duration.ofDays(1).toMillis() / configuration.conversationsPerDay();
    }

    /** Starts rise with the ordinal. */
    ConversationPlan plan(int ordinal) {
        Draw draw = Draw.from(configuration.seed(), ordinal);
        ConversationShares shares = configuration.conversation();
        ConversationKind kind = ConversationKind.draw(draw, shares);
        int length = length(draw, kind);
        Loss loss = kind.canLoseRows() ? Loss.draw(draw, shares, length) : Loss.NOTHING;
        Client client = client(draw, kind);
        long clockSkew = clockSkew(draw);
        long startedAt = startOf(draw, ordinal);
        Optional<Parent> parent = kind.isSubagentAlone() ? parent(ordinal, startedAt) : Optional.empty();
        long session = sessionOf(parent.map(Parent::ordinal).orElse(ordinal));
        String conversationId = draw.id();
        var walk = new ConversationWalk(draw, configuration, kind, client, startedAt);
        List<TurnPlan> turns = kind.isSubagentAlone()
                ? walk.subagentAlone(parent.map(Parent::turnKey).orElseGet(draw::id))
                : walk.userTurns(length);
        return new ConversationPlan(
                ordinal,
                conversationId,
                Draw.from(session).id(),
                "generated-user-" + session / WINDOWS_PER_USER,
                kind,
                client,
                loss,
                length,
                clockSkew,
                afterLosses(draw, loss, length, turns));
    }

    private static List<TurnPlan> afterLosses(Draw draw, Loss loss, int length, List<TurnPlan> turns) {
        return TurnLosses.apply(draw, loss, length, turns).stream()
                .sorted(Comparator.comparingLong(TurnPlan::startedAt).thenComparing(TurnPlan::key))
                .toList();
    }

    /** The turn that a subagent was started by. */
    private record Parent(int ordinal, String turnKey) {}

    /** The latest turn that had begun in the conversation that began last before; empty where none is near. */
    private Optional<Parent> parent(int ordinal, long startedAt) {
        for (int earlier = ordinal - 1; earlier >= Math.max(0, ordinal - FARTHEST_PARENT); earlier--) {
            var kind = ConversationKind.draw(Draw.from(configuration.seed(), earlier), configuration.conversation());
            if (!kind.isSubagentAlone()) {
                int found = earlier;
                return plan(earlier).turns().stream()
                        .filter(turn -> !turn.isSubagent() && turn.startedAt() <= startedAt)
                        .reduce((before, last) -> last)
                        .map(turn -> new Parent(found, turn.key()));
            }
        }
        return Optional.empty();
    }

    private long clockSkew(Draw draw) {
        long most = configuration.conversation().maxClockSkew().toMillis();
        return draw.chance(configuration.conversation().skewedClock()) ? draw.between(-most, most) : 0;
    }

    private long startOf(Draw draw, int ordinal) {
        return configuration.start().toEpochMilli()
                + ordinal * millisBetweenStarts
                + draw.between(0, Math.max(0, millisBetweenStarts - 1));
    }

    private int length(Draw draw, ConversationKind kind) {
        if (kind.isSubagentAlone()) {
            return 1;
        }
        if (draw.chance(configuration.conversation().veryLong())) {
            return draw.between(LEAST_VERY_LONG, MOST_VERY_LONG);
        }
        int[] range = LENGTHS.get(draw.weighted(configuration.conversation().turnCountWeights()));
        // The smaller of two draws gives the long classes their tail.
        int length = Math.min(draw.between(range[0], range[1]), draw.between(range[0], range[1]));
        return kind == ConversationKind.MIXED ? Math.max(2, length) : length;
    }

    private Client client(Draw draw, ConversationKind kind) {
        ConversationShares shares = configuration.conversation();
        if (kind == ConversationKind.PRODUCT) {
            return Client.PRODUCT;
        }
        if (kind == ConversationKind.SUBAGENT_ONLY) {
            return Client.CURRENT;
        }
        if (kind == ConversationKind.UNMARKED_SUBAGENT) {
            return Client.OLD;
        }
        if (draw.chance(shares.outputWithoutKey())) {
            return Client.OLD_WITHOUT_OUTPUT_KEY;
        }
        return draw.chance(shares.oldClient()) ? Client.OLD : Client.CURRENT;
    }

    /** A session is named by the first conversation in its window; whether one joins is drawn apart from the rest. */
    private long sessionOf(int ordinal) {
        int first = ordinal;
        while (first > 0
                && Draw.from(~configuration.seed(), first)
                        .chance(configuration.conversation().sameSession())) {
            first--;
        }
        return first;
    }
}
