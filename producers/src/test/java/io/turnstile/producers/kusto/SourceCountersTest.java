package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceCountersTest {

    private static final Window WINDOW = new Window("", "200");

    private Instant now = TestRows.NOON;
    private final SourceCounters counters = new SourceCounters(() -> now);

    @Test
    void aBackfillHasASpeedAndFromItTheTimeThatIsLeft() {
        counters.windowBegan(WINDOW);
        counters.found(1_000);
        assertThat(counters.snapshot().window()).isEqualTo(new WindowProgress("", "200", 1_000, 1_000, 0, null));

        later(10);
        counters.read(200, null);

        assertThat(counters.snapshot().window())
                .isEqualTo(new WindowProgress("", "200", 1_000, 800, 20, Duration.ofSeconds(40)));
    }

    @Test
    void aSourceThatWaitedForRowsIsAsFastAsItReads() {
        later(1_000_000);
        counters.windowBegan(WINDOW);
        counters.found(300);
        later(1);
        counters.read(100, null);

        assertThat(counters.snapshot().window())
                .isEqualTo(new WindowProgress("", "200", 300, 200, 100, Duration.ofSeconds(2)));
    }

    @Test
    void eachWindowIsMeasuredByItself() {
        readWindow(100, 1);
        counters.windowBegan(new Window("200", "300"));
        counters.found(50);
        later(5);
        counters.read(25, null);

        assertThat(counters.snapshot().window())
                .isEqualTo(new WindowProgress("200", "300", 50, 25, 5, Duration.ofSeconds(5)));
        assertThat(counters.snapshot().counts().rows()).isEqualTo(125);
    }

    @Test
    void betweenWindowsTheSpeedIsThatOfTheLastOneWithRows() {
        readWindow(100, 2);
        later(60);
        readWindow(0, 1);

        assertThat(counters.snapshot().window()).isEqualTo(new WindowProgress(null, null, 0, 0, 50, null));
        assertThat(counters.snapshot().window().isReading()).isFalse();
    }

    @Test
    void rowsThatHaveLeftTheStoreAreNotLeftToBeRead() {
        counters.windowBegan(WINDOW);
        counters.found(10);
        counters.changed(4);
        later(1);
        counters.read(6, null);

        assertThat(counters.snapshot().window().rowsLeft()).isZero();
        assertThat(counters.snapshot().counts().changedRows()).isEqualTo(4);
    }

    @Test
    void theLagIsSinceWhenRowsMayBeThereThatWereNotRead() {
        assertThat(counters.snapshot().lag()).isNull();

        counters.windowBegan(WINDOW);
        counters.read(1, now.minusSeconds(3_600));
        assertThat(counters.snapshot().lag()).isEqualTo(Duration.ofHours(1));

        counters.windowEnded(now.minusSeconds(5));
        later(10);
        assertThat(counters.snapshot().lag()).isEqualTo(Duration.ofSeconds(15));

        counters.caughtUp(now);
        assertThat(counters.snapshot().lag()).isZero();
    }

    private void readWindow(int rows, int seconds) {
        counters.windowBegan(WINDOW);
        counters.found(rows);
        later(seconds);
        counters.read(rows, null);
        counters.windowEnded(now);
    }

    private void later(long seconds) {
        now = now.plusSeconds(seconds);
    }
}
