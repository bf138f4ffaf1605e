package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.producers.kusto.SourceCounts;
import io.turnstile.producers.kusto.SourceMetrics;
import io.turnstile.producers.kusto.WindowProgress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KustoProgressTest {

    private static final String CURSOR = "638412345678901234";

    @Test
    void aBackfillShowsItsSpeedWindowLagAndTimeLeft() {
        var window = new WindowProgress("", CURSOR, 5_000_000, 4_000_000, 2_000.4, Duration.ofSeconds(2_000));

        assertThat(line(1_000_000, window, Duration.ofHours(51).plusMinutes(12), 3))
                .isEqualTo("rows 1,000,000 (2,000/s), window to …901234, lag 2d3h, time left 33m20s, retries 3");
    }

    @Test
    void aWindowThatIsStillCountedHasNoTimeLeftYet() {
        assertThat(line(0, new WindowProgress("", CURSOR, 7, 7, 0, null), null, 0))
                .isEqualTo("rows 0 (0/s), window to …901234, lag unknown, time left unknown, retries 0");
    }

    @Test
    void betweenWindowsNothingIsLeft() {
        assertThat(line(42, new WindowProgress(null, null, 0, 0, 17, null), Duration.ofMillis(-5), 0))
                .isEqualTo("rows 42 (17/s), window none, lag 0s, time left none, retries 0");
    }

    @Test
    void theLongestLineFitsOnATerminal() {
        var window = new WindowProgress(
                CURSOR, CURSOR, 1, 1, 999_999, Duration.ofDays(3_650).plusHours(23));

        assertThat(line(9_999_999_999L, window, Duration.ofDays(3_650).plusHours(23), 999_999))
                .hasSizeLessThanOrEqualTo(Progress.WIDTH);
    }

    private static String line(long rows, WindowProgress window, Duration lag, long retries) {
        return KustoProgress.line(
                new SourceMetrics(new SourceCounts(rows, 0, 0, 0, retries, 0, 0), window, 10, lag, null));
    }
}
