package io.turnstile.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How names of models are matched. Which ones are listed is a setting. */
class ReasoningModelsTest {

    private static final ReasoningModels MODELS =
            ReasoningModels.of(List.of("!gpt-5*-mini*", "gpt-5*", "*-Thinking", "o1"));

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5", "GPT-5", "copilot/gpt-5", " gpt-5.1-codex ", "Claude Thinking", "o1", "gpt-5\\E*"})
    void aNameThatAPatternMatchesAsAWholeIsOne(String model) {
        assertThat(MODELS.includes(model)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "my-gpt-5", "o1-mini", "thinking", "claude-thinking-not", ""})
    void anotherNameIsNone(String model) {
        assertThat(MODELS.includes(model)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5-mini", "gpt-5.1-codex-mini", "gpt-5-mini-2025-08-07"})
    void whatIsExcludedIsNoneWhereverItStandsInTheList(String model) {
        assertThat(MODELS.includes(model)).isFalse();
    }

    @Test
    void ofAnUnknownModelNothingIsKnown() {
        assertThat(MODELS.includes(null)).isNull();
    }

    @Test
    void nothingButAStarHasAMeaning() {
        assertThat(ReasoningModels.of(List.of("gpt-5.1")).includes("gpt-5x1")).isFalse();
    }
}
