package io.turnstile.datasets.router;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How the light router is trained and measured.
 *
 * @param trainRows most rows to train on
 * @param evaluationRows most rows of each split to measure on
 * @param maxChars what is read of a text, in characters
 * @param shuffles how often the control is trained
 * @param seed of the order in which rows are seen, and of the shuffles
 */
public record RouterConfiguration(int trainRows, int evaluationRows, int maxChars, int shuffles, int seed) {

    public static final Setting<Integer> TRAIN_ROWS = number(
            "datasets.router-train-rows",
            2_000,
            20,
            "On how many rows of train, the first ones, the light router is trained at most. 2,000 embeddings take about"
                    + " half a minute of one core, and show whether a dataset trains; more raise the figures by little.");
    public static final Setting<Integer> EVALUATION_ROWS = number(
            "datasets.router-evaluation-rows",
            1_000,
            20,
            "On how many rows of each other split, the first ones, it is measured at most. With 1,000 an accuracy is known"
                    + " to 3 percent.");
    public static final Setting<Integer> MAX_CHARS = number(
            "datasets.router-max-chars",
            1_000,
            1,
            "How many characters of a text are embedded. The model was trained on 256 word pieces, about as many; longer"
                    + " texts take longer and are averaged.");
    public static final Setting<Integer> SHUFFLES = number(
            "datasets.router-shuffles",
            10,
            3,
            "How often the router is trained on shuffled labels. From fewer, the spread is hardly known.");
    public static final Setting<Integer> SEED = number(
            "datasets.router-seed",
            1,
            0,
            "Seed of the training and of the shuffles: the same seed gives the same report.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(TRAIN_ROWS, EVALUATION_ROWS, MAX_CHARS, SHUFFLES, SEED);

    public static RouterConfiguration from(Settings settings) {
        return new RouterConfiguration(
                settings.get(TRAIN_ROWS),
                settings.get(EVALUATION_ROWS),
                settings.get(MAX_CHARS),
                settings.get(SHUFFLES),
                settings.get(SEED));
    }

    private static Setting<Integer> number(String key, int byDefault, int least, String doc) {
        return new Setting<>(key, Integer.toString(byDefault), text -> parse(text, least), doc);
    }

    private static int parse(String text, int least) {
        int number;
        try {
            number = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number from " + least, e);
        }
        if (number < least) {
            throw new IllegalArgumentException("expected a whole number from " + least);
        }
        return number;
    }
}
