package io.turnstile.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "15m, PT15M",
        "24h, PT24H",
        "7d, P7D",
        "0s, PT0S",
        "' 5m ', PT5M",
        "007d, P7D"
    })
    void aNumberWithAUnitIsADuration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "5", "s", "5 s", "1.5h", "-5s", "5S", "5w", "PT5S", "1h30m", "1234567890123s", "٥s"})
    void anythingElseIsRefusedWithExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("500ms, 30s, 15m, 24h or 7d");
    }

    @Test
    void whatDoesNotFitALongOfMillisecondsIsRefused() {
        assertThat(DurationText.parse("106751991167d")).isEqualTo(Duration.ofDays(106_751_991_167L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse("106751991168d"))
                .withMessageContaining("at most 106751991167d");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.001S, 1ms",
        "PT1.5S, 1500ms",
        "PT90S, 90s",
        "PT90M, 90m",
        "PT1H, 1h",
        "PT36H, 36h",
        "P1D, 1d"
    })
    void aDurationIsWrittenInTheLargestUnitThatDividesIt(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.0000001S", "PT-0.0000001S"})
    void aDurationThatNoTextStandsForIsNotWritten(Duration duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.format(duration))
                .withMessageContaining(duration.toString());
    }
}
