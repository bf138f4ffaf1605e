package io.turnstile.producers.generated;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the generator makes. Equal configurations give equal rows in equal order, on any machine.
 *
 * @param seed what all draws start from
 * @param conversations how many conversations
 * @param start when the first conversation begins, UTC
 * @param conversationsPerDay how many conversations begin on a simulated day
 * @param takenModes the modes that the ground truth takes, in lower case
 * @param shuffle whether rows are reordered beyond what jitter does
 * @param shuffleWindow how many rows are reordered among each other
 * @param conversation how often a conversation is what
 * @param turn how often a turn is what
 * @param row how often a row is what
 */
public record GeneratorConfiguration(
        long seed,
        int conversations,
        Instant start,
        int conversationsPerDay,
        List<String> takenModes,
        boolean shuffle,
        int shuffleWindow,
        ConversationShares conversation,
        TurnShares turn,
        RowShares row) {

    public static final Setting<Long> SEED = GeneratorSettings.wholeNumber(
            "generator.seed", 1, "What all draws start from: the same seed gives the same rows.");
    public static final Setting<Integer> CONVERSATIONS = GeneratorSettings.positive(
            "generator.conversations",
            5_000,
            "How many conversations. The default gives enough turns for every stratum in a few seconds.");
    public static final Setting<Instant> START = GeneratorSettings.instant(
            "generator.start",
            "2026-01-05T08:00:00Z",
            "When the first conversation begins, UTC. Fixed, so that two runs give the same rows.");
    public static final Setting<Integer> CONVERSATIONS_PER_DAY = GeneratorSettings.positive(
            "generator.conversations-per-day",
            43_000,
            "How many conversations begin on a simulated day: staff scale is 300,000 turns a day, about 7 each.");
    public static final Setting<List<String>> TAKEN_MODES = Setting.list(
            "generator.taken-modes",
            List.of("agent"),
            "The modes that the ground truth takes: equal to what conversation assembly takes.");
    public static final Setting<Boolean> SHUFFLE = Setting.bool(
            "generator.shuffle",
            false,
            "Whether rows are reordered among a window of rows, beyond what jitter does. Off: real arrival is nearly in"
                    + " order.");
    public static final Setting<Integer> SHUFFLE_WINDOW = GeneratorSettings.positive(
            "generator.shuffle-window",
            5_000,
            "How many rows are held to be reordered among each other: about a minute at staff scale.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(
                            SEED, CONVERSATIONS, START, CONVERSATIONS_PER_DAY, TAKEN_MODES, SHUFFLE, SHUFFLE_WINDOW),
                    ConversationShares.SETTINGS,
                    TurnShares.SETTINGS,
                    RowShares.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    public static GeneratorConfiguration from(Settings settings) {
        return new GeneratorConfiguration(
                settings.get(SEED),
                settings.get(CONVERSATIONS),
                settings.get(START),
                settings.get(CONVERSATIONS_PER_DAY),
                settings.get(TAKEN_MODES),
                settings.get(SHUFFLE),
                settings.get(SHUFFLE_WINDOW),
                ConversationShares.from(settings),
                TurnShares.from(settings),
                RowShares.from(settings));
    }
}
