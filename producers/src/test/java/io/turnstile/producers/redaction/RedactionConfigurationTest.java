package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionConfigurationTest {

    private static final String KEY = "0123456789abcdef-secret";

    @Test
    void byDefaultEverythingIsRedactedAndThereIsNoKey() {
        assertThat(configuration(Map.of())).isEqualTo(RedactionConfiguration.byDefault());
        assertThat(RedactionConfiguration.byDefault().types()).containsExactlyInAnyOrder(RedactionType.values());
    }

    @Test
    void typesAreNamedAsInTheDocumentation() {
        assertThat(configuration(Map.of("redaction.types", "ip, Cloud-Key")).types())
                .isEqualTo(Set.of(RedactionType.IP, RedactionType.CLOUD_KEY));
        assertThatThrownBy(() -> configuration(Map.of("redaction.types", "ip,shoe-size")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redaction.types")
                .hasMessageContaining("private-key");
    }

    @Test
    void theKeyComesFromItsSettingOrItsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");

        assertThat(configuration(Map.of("redaction.key", KEY)).key()).isEqualTo(KEY);
        assertThat(configuration(Map.of("redaction.key-file", file.toString())).key())
                .isEqualTo(KEY);
        assertThatThrownBy(() -> configuration(Map.of("redaction.key", KEY, "redaction.key-file", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining(KEY);
        assertThatThrownBy(() -> configuration(
                        Map.of("redaction.key-file", folder.resolve("none").toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redaction.key-file");
    }

    @Test
    void aShortKeyIsRefusedAndNoKeyIsEverShown() {
        assertThatThrownBy(() -> configuration(Map.of("redaction.key", "short-key")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("16")
                .hasMessageNotContaining("short-key");
        assertThat(configuration(Map.of("redaction.key", KEY)).toString()).doesNotContain(KEY);
        var settings = Settings.resolve(
                RedactionConfiguration.SETTINGS,
                Map.of(),
                Map.of(),
                Map.of("redaction.key", KEY, "redaction.key-file", "/run/secrets/key"));
        assertThat(settings.show("redaction.key")).doesNotContain(KEY);
        assertThat(settings.show("redaction.key-file")).isEqualTo("/run/secrets/key");
    }

    private static RedactionConfiguration configuration(Map<String, String> flags) {
        return RedactionConfiguration.from(
                Settings.resolve(RedactionConfiguration.SETTINGS, Map.of(), Map.of(), flags));
    }
}
