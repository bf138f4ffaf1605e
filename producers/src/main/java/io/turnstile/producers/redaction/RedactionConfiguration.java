package io.turnstile.producers.redaction;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is redacted, and how.
 *
 * @param isEnabled whether texts are redacted; users and machines never stay as they are
 * @param types what is taken out of texts
 * @param key what users and machines are hashed under; null takes them out
 */
public record RedactionConfiguration(boolean isEnabled, Set<RedactionType> types, String key) {

    public static final Setting<Boolean> ENABLED = Setting.bool(
            "redaction.enabled",
            true,
            "Whether personal data and secrets in texts become placeholders before anything is produced. Off only for"
                    + " telemetry that has none, such as chats of your own: what is once in a topic is in backups and"
                    + " datasets. Users and machines become hashes, or are taken out, in any case.");
    public static final Setting<List<String>> TYPES = Setting.list(
            "redaction.types",
            Arrays.stream(RedactionType.values())
                    .map(RedactionType::configurationName)
                    .toList(),
            "What is taken out of texts. All types: each that is left out goes through as it is.");
    public static final Setting<String> KEY = Setting.string(
            "redaction.key",
            "",
            "The secret that users and machines are hashed under, of 16 characters or more. Empty: there is none, and"
                    + " those properties are taken out. Whoever has the key can tell whether a hash is a given user's;"
                    + " with another key, the same user becomes another hash.");
    public static final Setting<String> KEY_FILE = Setting.string(
            "redaction.key-file",
            "",
            "A file that holds the secret instead of redaction.key, as an orchestrator mounts it. White space around it"
                    + " does not count. Empty: none.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(ENABLED, TYPES, KEY, KEY_FILE);

    /** Shorter ones can be tried out, and with the key any user's name. */
    private static final int LEAST_KEY_CHARACTERS = 16;

    /** @throws ConfigurationException if the key is too short */
    public RedactionConfiguration {
        types = Set.copyOf(types);
        if (key != null && key.length() < LEAST_KEY_CHARACTERS) {
            throw new ConfigurationException("The key of redaction has fewer than " + LEAST_KEY_CHARACTERS
                    + " characters. Draw one with 'openssl rand -hex 32' and set redaction.key or"
                    + " redaction.key-file.");
        }
    }

    /** Everything is redacted, and there is no key. */
    public static RedactionConfiguration byDefault() {
        return new RedactionConfiguration(true, EnumSet.allOf(RedactionType.class), null);
    }

    /** @throws ConfigurationException if a value makes no sense, or the file with the key cannot be read */
    public static RedactionConfiguration from(Settings settings) {
        return new RedactionConfiguration(settings.get(ENABLED), types(settings.get(TYPES)), key(settings));
    }

    private static Set<RedactionType> types(List<String> names) {
        try {
            return names.stream().map(RedactionType::of).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Configuration key redaction.types: " + e.getMessage() + ".");
        }
    }

    private static String key(Settings settings) {
        String key = settings.get(KEY).strip();
        String file = settings.get(KEY_FILE).strip();
        if (!key.isEmpty() && !file.isEmpty()) {
            throw new ConfigurationException(
                    "Both redaction.key and redaction.key-file are set, and only one can hold. Take one out.");
        }
        String secret = file.isEmpty() ? key : read(file);
        return secret.isEmpty() ? null : secret;
    }

    private static String read(String file) {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                throw new ConfigurationException(
                        "The file " + file + " of redaction.key-file is empty. Write the key into it.");
            }
            return secret;
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " of redaction.key-file cannot be read: " + e
                    + ". Check the path and who may read it.");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "RedactionConfiguration[isEnabled=" + isEnabled + ", types=" + types + ", hasKey=" + (key != null) + "]";
    }
}
