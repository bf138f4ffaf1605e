package io.turnstile.producers.chatexport;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How chat exports are read.
 *
 * @param maxFileBytes the largest file that is taken, in bytes
 */
public record ChatExportConfiguration(int maxFileBytes) {

    public static final Setting<Integer> MAX_FILE_BYTES = Setting.integer(
            "chat-export.max-file-bytes",
            64 * 1024 * 1024,
            "The largest file that is taken, in bytes. A file is held in memory as a whole, at several times its size;"
                    + " real exports have been under 2 MB.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(MAX_FILE_BYTES);

    /** @throws ConfigurationException if the bound is not more than 0 */
    public ChatExportConfiguration {
        if (maxFileBytes <= 0) {
            throw new ConfigurationException("Configuration key chat-export.max-file-bytes must be more than 0.");
        }
    }

    /** @throws ConfigurationException if a value does not parse or makes no sense */
    public static ChatExportConfiguration from(Settings settings) {
        return new ChatExportConfiguration(settings.get(MAX_FILE_BYTES));
    }
}
