package io.turnstile.producers.jsonl;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How lines of JSON are read.
 *
 * @param maxLineBytes the longest line that is taken, in bytes
 */
public record JsonlConfiguration(int maxLineBytes) {

    public static final Setting<Integer> MAX_LINE_BYTES = Setting.integer(
            "jsonl.max-line-bytes",
            16 * 1024 * 1024,
            "The longest line that is taken, in bytes; it bounds the memory. Four times what topic telemetry takes,"
                    + " because JSON escapes lengthen a row.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(MAX_LINE_BYTES);

    /** @throws ConfigurationException if the bound is not more than 0 */
    public JsonlConfiguration {
        if (maxLineBytes <= 0) {
            throw new ConfigurationException("Configuration key jsonl.max-line-bytes must be more than 0.");
        }
    }

    /** @throws ConfigurationException if a value does not parse or makes no sense */
    public static JsonlConfiguration from(Settings settings) {
        return new JsonlConfiguration(settings.get(MAX_LINE_BYTES));
    }
}
