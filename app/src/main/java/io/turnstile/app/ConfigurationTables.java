package io.turnstile.app;

import io.turnstile.config.Setting;

/** The configuration keys as Markdown, for the documentation. */
final class ConfigurationTables {

    private ConfigurationTables() {}

    static String markdown() {
        var text = new StringBuilder();
        AllSettings.byComponent().forEach((component, keys) -> {
            text.append("### ").append(component).append("\n\n");
            text.append("| key | default | environment | what it decides |\n|---|---|---|---|\n");
            for (Setting<?> setting : keys) {
                text.append("| `%s` | %s | `%s` | %s |%n"
                        .formatted(
                                setting.key(),
                                setting.defaultText().isEmpty() ? "" : "`" + portable(setting.defaultText()) + "`",
                                setting.environmentName(),
                                setting.doc()));
            }
            text.append('\n');
        });
        return text.toString();
    }

    /** A default below the machine's temporary directory is shown as such. */
    private static String portable(String text) {
        return text.replace(System.getProperty("java.io.tmpdir"), "$TMPDIR");
    }
}
