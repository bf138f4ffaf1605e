package io.turnstile.producers.generated;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How often a conversation is what. Kinds (product, subagent-only, unmarked subagent, without turn index, ask, edit,
 * inline, custom, mixed, without mode) exclude each other; so do losses.
 *
 * @param turnCountWeights weights of the classes 1, 2, 3-5, 6-10, 11-20, 21-60 turns
 * @param veryLong share of conversations of 61-1,706 turns
 * @param product share of conversations in the product cluster's shape
 * @param subagentOnly share of conversations with nothing but a subagent's turn
 * @param unmarkedSubagent share of conversations with nothing but a subagent's turn that nothing marks
 * @param withoutTurnIndex share of conversations whose summaries have no turnIndex
 * @param ask share of conversations in ask mode
 * @param edit share of conversations in edit mode
 * @param inline share of inline chat
 * @param custom share of conversations in a custom mode
 * @param mixed share of conversations in agent mode but for one ask turn
 * @param withoutMode share of conversations without any sign of the mode
 * @param oldClient share of conversations from older clients
 * @param outputWithoutKey share of conversations whose output rows have no turn key
 * @param lostFirstTurn share of conversations that lose turn 1
 * @param lostMiddleTurn share of conversations that lose a turn in the middle
 * @param withoutSummary share of conversations with one turn that has no summary
 * @param resumed share of conversations that resume after days
 * @param maxResumeDays the longest pause, in days
 * @param sameSession share of conversations in the window of the one before
 * @param autoMode share of conversations in auto mode
 * @param skewedClock share of conversations on a machine whose clock is off
 * @param maxClockSkew how far a clock is off at most, either way
 */
public record ConversationShares(
        List<Double> turnCountWeights,
        double veryLong,
        double product,
        double subagentOnly,
        double unmarkedSubagent,
        double withoutTurnIndex,
        double ask,
        double edit,
        double inline,
        double custom,
        double mixed,
        double withoutMode,
        double oldClient,
        double outputWithoutKey,
        double lostFirstTurn,
        double lostMiddleTurn,
        double withoutSummary,
        double resumed,
        int maxResumeDays,
        double sameSession,
        double autoMode,
        double skewedClock,
        Duration maxClockSkew) {

    public static final Setting<List<Double>> TURN_COUNT_WEIGHTS = GeneratorSettings.weights(
            "generator.turn-count-weights",
            "0.20,0.13,0.25,0.21,0.16,0.05",
            "How likely a conversation is to have 1, 2, 3-5, 6-10, 11-20 and 21-60 turns. The default gives about 7 turns on average with a heavy tail.");
    public static final Setting<Double> VERY_LONG = GeneratorSettings.share(
            "generator.very-long-share",
            0.00002,
            "Share of conversations of 61-1,706 turns, as long as the longest that was seen. The default gives about one a day at staff scale.");
    public static final Setting<Double> PRODUCT = GeneratorSettings.share(
            "generator.product-share",
            0.01,
            "Share of conversations in the product cluster's shape: lower-case names, no text, summaries without a turn key. They end as partial, so the default is small.");
    public static final Setting<Double> SUBAGENT_ONLY = GeneratorSettings.share(
            "generator.subagent-only-share",
            0.01,
            "Share of conversations that hold nothing but a subagent's turn, under a random conversation id, while its parent's conversation goes on.");
    public static final Setting<Double> UNMARKED_SUBAGENT = GeneratorSettings.share(
            "generator.unmarked-subagent-share",
            0.003,
            "Share of conversations as of subagent-only, from clients that do not mark subagents: nothing tells them from a user's conversation of one turn, and they are judged as such. Old clients, few of which delegate.");
    public static final Setting<Double> WITHOUT_TURN_INDEX = GeneratorSettings.share(
            "generator.without-turn-index-share",
            0.003,
            "Share of conversations whose summaries never say their place. Rare: a client that lost the measurement.");
    public static final Setting<Double> ASK =
            GeneratorSettings.share("generator.ask-share", 0.08, "Share of conversations in ask mode.");
    public static final Setting<Double> EDIT =
            GeneratorSettings.share("generator.edit-share", 0.03, "Share of conversations in edit mode.");
    public static final Setting<Double> INLINE = GeneratorSettings.share(
            "generator.inline-share",
            0.04,
            "Share of conversations of inline chat, which only the summary's intentId tells.");
    public static final Setting<Double> CUSTOM =
            GeneratorSettings.share("generator.custom-share", 0.01, "Share of conversations in a custom mode.");
    public static final Setting<Double> MIXED =
            GeneratorSettings.share("generator.mixed-share", 0.02, "Share of agent conversations with one ask turn.");
    public static final Setting<Double> WITHOUT_MODE = GeneratorSettings.share(
            "generator.without-mode-share",
            0.005,
            "Share of conversations in which neither text nor summary tells the mode.");
    public static final Setting<Double> OLD_CLIENT = GeneratorSettings.share(
            "generator.old-client-share",
            0.15,
            "Share of conversations from clients whose calls carry only headerRequestId. Clients update within weeks, so few are old.");
    public static final Setting<Double> OUTPUT_WITHOUT_KEY = GeneratorSettings.share(
            "generator.output-without-key-share",
            0.01,
            "Share of conversations through APIs whose output rows carry no id of the turn: usage is then not captured.");
    public static final Setting<Double> LOST_FIRST_TURN = GeneratorSettings.share(
            "generator.lost-first-turn-share",
            0.02,
            "Share of conversations of 2 turns or more that lose all rows of turn 1.");
    public static final Setting<Double> LOST_MIDDLE_TURN = GeneratorSettings.share(
            "generator.lost-middle-turn-share",
            0.02,
            "Share of conversations of 3 turns or more that lose all rows of a turn in the middle.");
    public static final Setting<Double> WITHOUT_SUMMARY = GeneratorSettings.share(
            "generator.without-summary-share",
            0.03,
            "Share of conversations in which one turn ends without its summary: cancelled during a tool, steering, abort.");
    public static final Setting<Double> RESUMED = GeneratorSettings.share(
            "generator.resumed-share", 0.03, "Share of conversations of 2 turns or more that resume after days.");
    public static final Setting<Integer> MAX_RESUME_DAYS = GeneratorSettings.positive(
            "generator.max-resume-days",
            8,
            "The longest pause of a resumed conversation, in days. 24-200 hours have been seen.");
    public static final Setting<Double> SAME_SESSION = GeneratorSettings.share(
            "generator.same-session-share",
            0.15,
            "Share of conversations that run in the window of the conversation before.");
    public static final Setting<Double> AUTO_MODE = GeneratorSettings.share(
            "generator.auto-mode-share",
            0.08,
            "Share of conversations in auto mode, where a router picks each turn's model. About half of them stay with one model, so that about 96 % of all do.");

    public static final Setting<Double> SKEWED_CLOCK = GeneratorSettings.share(
            "generator.skewed-clock-share",
            0.02,
            "Share of conversations on a machine whose clock is off. All of their rows have both timestamps.");
    public static final Setting<Duration> MAX_CLOCK_SKEW = Setting.duration(
            "generator.max-clock-skew", Duration.ofHours(2), "How far such a clock is off at most, either way.");

    /** All keys of this group. */
    public static final List<Setting<?>> SETTINGS = List.of(
            TURN_COUNT_WEIGHTS,
            VERY_LONG,
            PRODUCT,
            SUBAGENT_ONLY,
            UNMARKED_SUBAGENT,
            WITHOUT_TURN_INDEX,
            ASK,
            EDIT,
            INLINE,
            CUSTOM,
            MIXED,
            WITHOUT_MODE,
            OLD_CLIENT,
            OUTPUT_WITHOUT_KEY,
            LOST_FIRST_TURN,
            LOST_MIDDLE_TURN,
            WITHOUT_SUMMARY,
            RESUMED,
            MAX_RESUME_DAYS,
            SAME_SESSION,
            AUTO_MODE,
            SKEWED_CLOCK,
            MAX_CLOCK_SKEW);

    static ConversationShares from(Settings settings) {
        return new ConversationShares(
                settings.get(TURN_COUNT_WEIGHTS),
                settings.get(VERY_LONG),
                settings.get(PRODUCT),
                settings.get(SUBAGENT_ONLY),
                settings.get(UNMARKED_SUBAGENT),
                settings.get(WITHOUT_TURN_INDEX),
                settings.get(ASK),
                settings.get(EDIT),
                settings.get(INLINE),
                settings.get(CUSTOM),
                settings.get(MIXED),
                settings.get(WITHOUT_MODE),
                settings.get(OLD_CLIENT),
                settings.get(OUTPUT_WITHOUT_KEY),
                settings.get(LOST_FIRST_TURN),
                settings.get(LOST_MIDDLE_TURN),
                settings.get(WITHOUT_SUMMARY),
                settings.get(RESUMED),
                settings.get(MAX_RESUME_DAYS),
                settings.get(SAME_SESSION),
                settings.get(AUTO_MODE),
                settings.get(SKEWED_CLOCK),
                settings.get(MAX_CLOCK_SKEW));
    }
}
