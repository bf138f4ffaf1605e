package io.turnstile.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One configuration key, declared and documented once.
 *
 * @param key the dotted name, as in a file or a flag; one that ends in {@code *} declares all keys that begin like it
 * @param defaultText the default as a person would write it
 * @param parser from text to value; throws IllegalArgumentException with a message that says what is expected
 * @param doc what it decides, its unit, and why the default is what it is
 */
public record Setting<T>(String key, String defaultText, Function<String, T> parser, String doc) {

    private static final String FAMILY = "*";

    public static Setting<String> string(String key, String defaultValue, String doc) {
        return new Setting<>(key, defaultValue, Function.identity(), doc);
    }

    public static Setting<Integer> integer(String key, int defaultValue, String doc) {
        return new Setting<>(key, Integer.toString(defaultValue), Setting::parseInteger, doc);
    }

    public static Setting<Boolean> bool(String key, boolean defaultValue, String doc) {
        return new Setting<>(key, Boolean.toString(defaultValue), Setting::parseBoolean, doc);
    }

    /** A duration, written 500ms, 30s, 15m, 24h or 7d. */
    public static Setting<Duration> duration(String key, Duration defaultValue, String doc) {
        return new Setting<>(key, DurationText.format(defaultValue), DurationText::parse, doc);
    }

    /** A comma-separated list. */
    public static Setting<List<String>> list(String key, List<String> defaultValue, String doc) {
        return new Setting<>(key, String.join(",", defaultValue), Setting::parseList, doc);
    }

    /** Whether this stands for all keys that begin like it: its key ends in {@code *}. */
    boolean isFamily() {
        return key.endsWith(FAMILY);
    }

    /** What the keys of a family begin with. */
    String prefix() {
        return key.substring(0, key.length() - FAMILY.length());
    }

    /** The environment variable that sets this key, e.g. TURNSTILE_TOPICS_PREFIX. */
    public String environmentName() {
        return "TURNSTILE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static int parseInteger(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number", e);
        }
    }

    private static boolean parseBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
