package io.turnstile.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeConfigurationTest {

    @Test
    void theDefaultsAreUsable() {
        var configuration = JudgeConfiguration.from(settings(Map.of()));

        assertThat(configuration.group()).isEqualTo("turnstile-judge");
        assertThat(configuration.threads()).isOne();
    }

    @Test
    void aWorkerWithoutThreadsIsRefusedByKey() {
        assertThatThrownBy(() -> JudgeConfiguration.from(settings(Map.of("judge.threads", "0"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("judge.threads")
                .hasMessageContaining("'0'");
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.resolve(JudgeConfiguration.SETTINGS, Map.of(), Map.of(), flags);
    }
}
