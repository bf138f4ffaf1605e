package io.turnstile.judge.llm;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.judge.prompt.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a language model judges. All of it is part of the judge's fingerprint: a change has everything judged anew.
 *
 * @param strategy what of a turn it reads
 * @param hindsight whether it also reads what was measured after the turn
 * @param maxInputTokens the most tokens of a question, by estimate
 * @param minShownPercent the least part of the turn's text that must fit
 * @param threshold the label is 0 from this score upwards
 * @param votes how many votes decide in doubt
 * @param revoteConfidence below it there is doubt
 * @param revoteRubricDistance from this distance between its score and the offline rubric's there is doubt
 */
public record LlmJudgeConfiguration(
        Strategy strategy,
        boolean hindsight,
        int maxInputTokens,
        int minShownPercent,
        int threshold,
        int votes,
        double revoteConfidence,
        int revoteRubricDistance) {

    public static final Setting<Strategy> STRATEGY = new Setting<>(
            "judge.strategy",
            "ALL",
            LlmJudgeConfiguration::parseStrategy,
            "What of a turn the language model reads: TEXT (what the user wrote), SIGNALS (and what a router knows:"
                    + " number, length, references, previous model), HISTORY (text and earlier turns), ALL. By default all:"
                    + " what \"continue\" demands is in the turns before.");
    public static final Setting<Boolean> HINDSIGHT = Setting.bool(
            "judge.hindsight",
            false,
            "Whether the language model also reads what was measured after the turn (tool calls, duration, the model"
                    + " that ran). Off: a router knows none of it, and labels that rest on it teach what cannot be learnt.");
    public static final Setting<Integer> MAX_INPUT_TOKENS = Setting.integer(
            "judge.max-input-tokens",
            8_000,
            "The most tokens of a question, the prompt (about 2,700) included, by the estimate of OpenAI's o200k_base."
                    + " What is over is cut and marked: first earlier turns, then the middle of the text. By default there"
                    + " is room for twice what routing.history-chars carries.");
    public static final Setting<Integer> MIN_SHOWN_PERCENT = Setting.integer(
            "judge.min-shown-percent",
            10,
            "The least part of a turn's text, in percent of its characters, that must fit; with less the turn gets no"
                    + " label (TOO_LONG). What is asked mostly stands at one of the ends, which are shown; under a tenth"
                    + " it is luck.");
    public static final Setting<Integer> THRESHOLD = Setting.integer(
            "judge.threshold",
            3,
            "The label is 0 (reasoning) from this score upwards, 2 to 5. The score 3 means that something real has to be"
                    + " worked out.");
    public static final Setting<Integer> VOTES = Setting.integer(
            "judge.votes",
            3,
            "How many votes decide in doubt, an odd number; 1 asks once in any case. More than three seldom turn the"
                    + " majority, and all are paid.");
    public static final Setting<Double> REVOTE_CONFIDENCE = new Setting<>(
            "judge.revote-confidence",
            "0.7",
            LlmJudgeConfiguration::parseShare,
            "Below this confidence, 0.5 to 1, there are more votes. Models seldom say less than 0.7 and mean it when they"
                    + " do; see what 'judge eval' shows of calibration.");
    public static final Setting<Integer> REVOTE_RUBRIC_DISTANCE = Setting.integer(
            "judge.revote-rubric-distance",
            3,
            "There are more votes if the offline rubric gives the other label and its score is at least so far away; 5"
                    + " never. The rubric is weak, so only where the two could hardly differ more.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(
            STRATEGY,
            HINDSIGHT,
            MAX_INPUT_TOKENS,
            MIN_SHOWN_PERCENT,
            THRESHOLD,
            VOTES,
            REVOTE_CONFIDENCE,
            REVOTE_RUBRIC_DISTANCE);

    /** @throws ConfigurationException if a number is out of its range */
    public LlmJudgeConfiguration {
        require(maxInputTokens >= 1, MAX_INPUT_TOKENS, maxInputTokens, "1 or more");
        require(minShownPercent >= 1 && minShownPercent <= 100, MIN_SHOWN_PERCENT, minShownPercent, "1 to 100");
        require(threshold >= 2 && threshold <= 5, THRESHOLD, threshold, "2 to 5");
        require(votes >= 1 && votes % 2 == 1, VOTES, votes, "an odd number, 1 or more");
        require(revoteConfidence >= 0.5 && revoteConfidence <= 1, REVOTE_CONFIDENCE, revoteConfidence, "0.5 to 1");
        require(
                revoteRubricDistance >= 1 && revoteRubricDistance <= 5,
                REVOTE_RUBRIC_DISTANCE,
                revoteRubricDistance,
                "1 to 5");
    }

    /** @throws ConfigurationException if a value cannot be used */
    public static LlmJudgeConfiguration from(Settings settings) {
        return new LlmJudgeConfiguration(
                settings.get(STRATEGY),
                settings.get(HINDSIGHT),
                settings.get(MAX_INPUT_TOKENS),
                settings.get(MIN_SHOWN_PERCENT),
                settings.get(THRESHOLD),
                settings.get(VOTES),
                settings.get(REVOTE_CONFIDENCE),
                settings.get(REVOTE_RUBRIC_DISTANCE));
    }

    private static Strategy parseStrategy(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Strategy.values())
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected TEXT, SIGNALS, HISTORY or ALL"));
    }

    private static Double parseShare(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number from 0.5 to 1", e);
        }
    }

    private static void require(boolean holds, Setting<?> setting, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException("Configuration key " + setting.key() + " has the value '" + value
                    + "': expected " + expected + ".");
        }
    }
}
