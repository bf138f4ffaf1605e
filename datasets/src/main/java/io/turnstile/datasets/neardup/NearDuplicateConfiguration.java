package io.turnstile.datasets.neardup;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;
import java.util.function.Predicate;

/**
 * What counts as a near-duplicate.
 *
 * @param threshold the least Jaccard similarity of two texts' trigrams, over 0, at most 1
 * @param minShingles texts with fewer different trigrams are only compared for equality
 * @param window with how many others of its bucket a text is compared that it was not joined to or compared with before,
 *     the nearest ones in the order of how the normalised texts begin
 */
public record NearDuplicateConfiguration(double threshold, int minShingles, int window) {

    public static final Setting<Double> THRESHOLD = new Setting<>(
            "datasets.near-duplicate-threshold",
            "0.8",
            NearDuplicateConfiguration::parseThreshold,
            "From which Jaccard similarity of their character trigrams on two texts are near-duplicates, 0.5 to 1. At 0.8 a"
                    + " prompt of 27 characters may differ in one letter, and one of 150 in a word or a file's name. Prompts"
                    + " about different things mostly stay under 0.3.");
    public static final Setting<Integer> MIN_SHINGLES = new Setting<>(
            "datasets.near-duplicate-min-shingles",
            "20",
            text -> parseInteger(text, value -> value >= 1, "expected a whole number from 1"),
            "Texts with fewer different character trigrams than this, about as many as characters, are only compared for"
                    + " equality. Below 20, one letter that differs is another prompt: 'option 1', 'option 2'.");
    public static final Setting<Integer> WINDOW = new Setting<>(
            "datasets.near-duplicate-window",
            "300",
            text -> parseInteger(text, value -> value >= 1, "expected a whole number from 1"),
            "With how many others of its bucket a text is compared at most, the nearest ones in the order of the texts. What"
                    + " is in its cluster already does not count, so 10,000 near prompts from one template take some 10,000"
                    + " comparisons. It bounds what 10,000 that are almost near may take: 3 million a bucket instead of 50."
                    + " Larger misses fewer in such crowds, and takes longer.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(THRESHOLD, MIN_SHINGLES, WINDOW);

    public NearDuplicateConfiguration {
        if (!(threshold > 0 && threshold <= 1) || minShingles < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "A threshold of over 0 up to 1, and trigrams and a window of at least 1 are" + " expected, not "
                            + threshold + ", " + minShingles + " and " + window + ".");
        }
    }

    public static NearDuplicateConfiguration from(Settings settings) {
        return new NearDuplicateConfiguration(
                settings.get(THRESHOLD), settings.get(MIN_SHINGLES), settings.get(WINDOW));
    }

    /** What holds where nothing is set. */
    public static NearDuplicateConfiguration defaults() {
        return new NearDuplicateConfiguration(
                THRESHOLD.parser().apply(THRESHOLD.defaultText()),
                MIN_SHINGLES.parser().apply(MIN_SHINGLES.defaultText()),
                WINDOW.parser().apply(WINDOW.defaultText()));
    }

    /** Below 0.5, what is found by chance outgrows what is meant, and the time that it takes. */
    private static double parseThreshold(String text) {
        double threshold;
        try {
            threshold = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number from 0.5 to 1", e);
        }
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new IllegalArgumentException("expected a number from 0.5 to 1");
        }
        return threshold;
    }

    private static int parseInteger(String text, Predicate<Integer> isAllowed, String expected) {
        int value;
        try {
            value = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
        if (!isAllowed.test(value)) {
            throw new IllegalArgumentException(expected);
        }
        return value;
    }
}
