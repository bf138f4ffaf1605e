package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotasTest {

    private static final Ratio EVEN = new Ratio(50, 50);
    private static final Ratio NATURAL = new Ratio(70, 30);

    @Test
    void theShippedSizeDivides() {
        assertThat(Sets.plan(100_000, EVEN).quotas().values())
                .containsExactly(41_500, 41_500, 4_500, 4_500, 4_000, 4_000);
        assertThat(Sets.plan(100_000, NATURAL).quotas().values())
                .containsExactly(58_100, 24_900, 6_300, 2_700, 5_600, 2_400);
    }

    @Test
    void whatDoesNotDivideGoesToTrainingAndToNonReasoning() {
        assertThat(Sets.plan(1, EVEN).quotas().values()).containsExactly(0, 1, 0, 0, 0, 0);
        assertThat(Sets.plan(25, EVEN).quotas().values()).containsExactly(10, 11, 1, 1, 1, 1);
        assertThat(Sets.plan(199, NATURAL).quotas().values()).containsExactly(116, 51, 11, 6, 10, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "70", "70:", ":30", "70:30:0", "a:b", "70 : 30", "70.5:29.5"})
    void whatIsNoRatioIsRefused(String text) {
        assertThatThrownBy(() -> Ratio.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a ratio such as 70:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:1", "1:0", "-1:2", "1:10001", "10001:1"})
    void aRatioHasTwoClassesAndSmallNumbers(String text) {
        assertThatThrownBy(() -> Ratio.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a ratio of two numbers from 1 to 10000, such as 70:30");
    }

    @Test
    void aPlanOfNothingIsRefused() {
        assertThatThrownBy(() -> Sets.plan(0, EVEN)).hasMessage("A plan's size is at least 1, not 0");
    }
}
