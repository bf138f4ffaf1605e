package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private static final int DRAWS = 2_000;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofMinutes(1);

    private final SourceCounters counters = new SourceCounters(InstantSource.system());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theWaitDoublesAndIsDrawnFromHalfLessToHalfMore(int attempt) {
        long middle = BACK_OFF.toMillis() << (attempt - 1);

        var waits = waitsAfter(attempt);

        assertThat(waits.getMin()).isBetween(middle / 2, middle * 6 / 10);
        assertThat(waits.getMax()).isBetween(middle * 14 / 10, middle * 3 / 2);
        assertThat(waits.getAverage()).isBetween(middle * 0.95, middle * 1.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 20, 100, 10_000})
    void theWaitIsNeverLongerThanTheCapAndStaysDrawnBelowIt(int attempt) {
        var waits = waitsAfter(attempt);

        assertThat(waits.getMax()).isLessThanOrEqualTo(CAP.toMillis());
        assertThat(waits.getMax()).isGreaterThan(CAP.toMillis() * 9 / 10);
        assertThat(waits.getMin()).isBetween(CAP.toMillis() / 3, CAP.toMillis() * 4 / 10);
    }

    @Test
    void aQuestionIsAskedAgainUntilItIsAnsweredAndEachTryIsCounted() throws Exception {
        var asked = new AtomicInteger();

        String answer = retry(Duration.ofSeconds(10)).run(() -> {
            if (asked.incrementAndGet() < 4) {
                throw new QueryException(asked.get() == 1 ? Kind.THROTTLED : Kind.TRANSIENT, "not now", null);
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(counters.snapshot().counts().retries()).isEqualTo(3);
        assertThat(counters.snapshot().counts().throttles()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_LARGE", "NOT_AUTHORIZED", "PERMANENT"})
    void whatDoesNotPassIsAskedOnce(Kind kind) {
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> retry(Duration.ofSeconds(10)).run(() -> {
                    asked.incrementAndGet();
                    throw new QueryException(kind, "never", null);
                }))
                .hasMessage("never");
        assertThat(asked).hasValue(1);
    }

    @Test
    void patienceEndsBeforeAWaitThatIsLongerThanItLasts() {
        assertThatThrownBy(() -> retry(Duration.ZERO).run(() -> {
                    throw new QueryException(Kind.TRANSIENT, "not now", null);
                }))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("source.kusto.patience: not now");
    }

    private LongSummaryStatistics waitsAfter(int attempt) {
        var retry = new Retry(new RetryConfiguration(BACK_OFF, CAP, Duration.ofHours(1)), new StopSignal(), counters);
        return LongStream.range(0, DRAWS)
                .map(draw -> retry.waitAfter(attempt).toMillis())
                .summaryStatistics();
    }

    private Retry retry(Duration patience) {
        var configuration = new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(2), patience);
        return new Retry(configuration, new StopSignal(), counters);
    }
}
