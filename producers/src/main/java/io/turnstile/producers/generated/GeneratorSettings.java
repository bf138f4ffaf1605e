package io.turnstile.producers.generated;

import io.turnstile.config.Setting;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/** The kinds of setting that only the generator needs. */
final class GeneratorSettings {

    private GeneratorSettings() {}

    /** A share: a number from 0 to 1. */
    static Setting<Double> share(String key, double defaultValue, String doc) {
        return new Setting<>(key, Double.toString(defaultValue), GeneratorSettings::parseShare, doc);
    }

    static Setting<Long> wholeNumber(String key, long defaultValue, String doc) {
        return new Setting<>(key, Long.toString(defaultValue), GeneratorSettings::parseLong, doc);
    }

    static Setting<Integer> positive(String key, int defaultValue, String doc) {
        return new Setting<>(key, Integer.toString(defaultValue), GeneratorSettings::parsePositive, doc);
    }

    static Setting<Instant> instant(String key, String defaultValue, String doc) {
        return new Setting<>(key, defaultValue, GeneratorSettings::parseInstant, doc);
    }

    /** As many comma-separated weights as the default has. */
    static Setting<List<Double>> weights(String key, String defaultText, String doc) {
        int count = defaultText.split(",").length;
        return new Setting<>(key, defaultText, text -> parseWeights(text, count), doc);
    }

    private static double parseShare(String text) {
        double share = parseDouble(text);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("expected a share from 0 to 1");
        }
        return share;
    }

    private static List<Double> parseWeights(String text, int count) {
        List<Double> weights = Arrays.stream(text.split(","))
                .map(GeneratorSettings::parseDouble)
                .toList();
        boolean isUsable = weights.size() == count && weights.stream().allMatch(weight -> weight >= 0);
        if (!isUsable || !(weights.stream().mapToDouble(Double::doubleValue).sum() > 0)) {
            throw new IllegalArgumentException("expected " + count + " comma-separated weights, not all 0");
        }
        return weights;
    }

    private static double parseDouble(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number", e);
        }
    }

    private static long parseLong(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number", e);
        }
    }

    private static int parsePositive(String text) {
        long number = parseLong(text);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected a whole number from 1");
        }
        return (int) number;
    }

    private static Instant parseInstant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a UTC time such as 2026-01-05T08:00:00Z", e);
        }
    }
}
