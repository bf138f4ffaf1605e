package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigurationTest {

    private static final Map<String, String> OPENAI =
            Map.of("provider", "openai", "model", "m", "api-key", "secret-key");

    @TempDir
    private Path directory;

    @Test
    void theDefaultAsksNoModel() {
        var configuration =
                ModelConfiguration.from(Settings.resolve(ModelConfiguration.SETTINGS, Map.of(), Map.of(), Map.of()));
        assertThat(configuration.provider()).isEqualTo(Provider.OFFLINE_RUBRIC);
        assertThatThrownBy(() -> ChatModels.open(configuration)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEnvironmentNamesTheServer() {
        var settings = Settings.resolve(
                ModelConfiguration.SETTINGS,
                Map.of(),
                Map.of(
                        "TURNSTILE_JUDGE_PROVIDER", "openai",
                        "TURNSTILE_JUDGE_BASE_URL", "http://127.0.0.1:8000/v1",
                        "TURNSTILE_JUDGE_API_KEY", "secret-key",
                        "TURNSTILE_JUDGE_MODEL", "m"),
                Map.of());
        var configuration = ModelConfiguration.from(settings);
        assertThat(configuration.server().host()).isEqualTo("127.0.0.1:8000");
        assertThat(configuration.server().apiKey()).isEqualTo("secret-key");
        assertThat(settings.show("judge.api-key")).doesNotContain("secret");
        assertThat(configuration.toString()).doesNotContain("secret-key");
    }

    @Test
    void theKeyMayStandInAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), " from-file \n");
        var configuration = ModelSettings.of(OPENAI, "api-key-file", file.toString());
        assertThat(configuration.server().apiKey()).isEqualTo("from-file");
        assertThatThrownBy(() -> ModelSettings.of(OPENAI, "api-key-file", "/none"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("judge.api-key-file");
    }

    @Test
    void theIdentityHoldsWhatChangesAnswersAndNothingElse() {
        var one = ModelSettings.of(OPENAI, "seed", "7", "max-completion-tokens", "300");
        var elsewhere = ModelSettings.of(
                OPENAI, "seed", "7", "max-completion-tokens", "300", "base-url", "http://h/v1", "timeout", "5s");
        assertThat(one.parameters().identity())
                .isEqualTo("m max-completion-tokens=300 temperature=0.0 seed=7 top-logprobs=5")
                .isEqualTo(elsewhere.parameters().identity());
        assertThat(ModelSettings.of(OPENAI, "temperature", "", "logprobs", "false", "reasoning-effort", "low")
                        .parameters()
                        .identity())
                .isEqualTo("m max-completion-tokens=1024 reasoning-effort=low");
    }

    @ParameterizedTest
    @CsvSource({
        "model, '', judge.model",
        "api-key, '', judge.api-key",
        "base-url, nowhere, judge.base-url",
        "base-url, http://user:pass@host/v1, judge.base-url",
        "provider, chatgpt, offline-rubric",
        "provider, replay, judge.replay-from",
        "replay-from, x, judge.provider=replay",
        "temperature, hot, judge.temperature",
        "top-logprobs, 21, judge.top-logprobs",
        "max-completion-tokens, 0, judge.max-completion-tokens",
        "requests-per-minute, -1, judge.requests-per-minute",
        "breaker-failures, 101, judge.breaker-failures",
        "budget-money, 5, judge.price-prompt",
        "budget-money, '-5', judge.budget-money",
        "budget-tokens, many, judge.budget-tokens",
        "budget-exhausted, stop, dead-letter",
        "batch-lines, 50001, judge.batch-lines",
        "back-off, 1h, judge.back-off-cap",
        "azure-path-style, new, unified"
    })
    void whatCannotBeUsedIsRefusedWithTheKeyToChange(String key, String value, String hint) {
        assertThatThrownBy(() -> ModelSettings.of(OPENAI, key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(hint)
                .hasMessageNotContaining("pass@");
    }

    @Test
    void azureNeedsAnAddressAndAKeyOrAnIdentity() {
        var azure = Map.of("provider", "azure", "model", "m", "base-url", "https://h.openai.azure.com");
        assertThatThrownBy(() -> ModelSettings.of(azure)).hasMessageContaining("judge.api-key");
        assertThat(ModelSettings.of(azure, "azure-auth", "managed-identity").provider())
                .isEqualTo(Provider.AZURE);
        assertThatThrownBy(() -> ModelSettings.of(azure, "base-url", "", "api-key", "k"))
                .hasMessageContaining("judge.base-url");
    }

    @Test
    void recordingNeedsAModel() {
        assertThatThrownBy(() -> ModelSettings.of(Map.of(), "record-to", "x")).hasMessageContaining("judge.record-to");
    }
}
