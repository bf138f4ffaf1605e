package io.turnstile.judge.worker;

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
        assertThat(configuration.lanes()).isEqualTo(2);
        assertThat(configuration.probes().rate()).isEqualTo(0.01);
    }

    @Test
    void aWorkerWithoutLanesIsRefusedByKey() {
        assertThatThrownBy(() -> JudgeConfiguration.from(settings(Map.of("judge.lanes", "0"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("judge.lanes")
                .hasMessageContaining("'0'");
    }

    @Test
    void aProbeRateThatIsNoShareIsRefusedByKey() {
        assertThatThrownBy(() -> JudgeConfiguration.from(settings(Map.of("judge.probe-rate", "1.5"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("judge.probe-rate")
                .hasMessageContaining("from 0 to 1");
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.resolve(JudgeConfiguration.SETTINGS, Map.of(), Map.of(), flags);
    }
}
