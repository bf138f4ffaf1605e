package io.turnstile.producers.generated;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Decides all of a conversation. Conversation i is the same however many there are. */
final class ConversationPlanner {

    /** One user opens a few windows a day. */
    private static final int WINDOWS_PER_USER = 3;

    /** The classes of lengths that turn-count-weights weighs. */
    private static final List<int[]> LENGTHS = List.of(
            new int[] {1, 1}, new int[] {2, 2}, new int[] {3, 5}, new int[] {6, 10}, new int[] {11, 20}, new int[] {
                21, 60
            });

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
        long session = sessionOf(ordinal);
        return new ConversationPlan(
                ordinal,
                draw.id(),
                Draw.from(session).id(),
                "generated-user-" + session / WINDOWS_PER_USER,
                kind,
                client,
                loss,
                length,
                turns(draw, kind, client, loss, length, ordinal));
    }

    private List<TurnPlan> turns(Draw draw, ConversationKind kind, Client client, Loss loss, int length, int ordinal) {
        var walk = new ConversationWalk(draw, configuration, kind, client, startOf(draw, ordinal));
        List<TurnPlan> turns = kind == ConversationKind.SUBAGENT_ONLY ? walk.subagentAlone() : walk.userTurns(length);
        return TurnLosses.apply(draw, loss, length, turns).stream()
                .sorted(Comparator.comparingLong(TurnPlan::startedAt).thenComparing(TurnPlan::key))
                .toList();
    }

    private long startOf(Draw draw, int ordinal) {
        return configuration.start().toEpochMilli()
                + ordinal * millisBetweenStarts
                + draw.between(0, Math.max(0, millisBetweenStarts - 1));
    }

    private int length(Draw draw, ConversationKind kind) {
        int[] range = LENGTHS.get(draw.weighted(configuration.conversation().turnCountWeights()));
        // The smaller of two draws gives the long classes their tail.
        int length = Math.min(draw.between(range[0], range[1]), draw.between(range[0], range[1]));
        return switch (kind) {
            case SUBAGENT_ONLY -> 1;
            case MIXED -> Math.max(2, length);
            default -> length;
        };
    }

    private Client client(Draw draw, ConversationKind kind) {
        ConversationShares shares = configuration.conversation();
        if (kind == ConversationKind.PRODUCT) {
            return Client.PRODUCT;
        }
        if (kind == ConversationKind.SUBAGENT_ONLY) {
            return Client.CURRENT;
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
