package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.TimeMeter;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.model.BudgetConfiguration.WhenExhausted;
import io.turnstile.judge.model.CallFailedException.Kind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between a question and the server. */
class ExchangesTest {

    private static final ChatQuestion QUESTION = Answers.question();
    private static final Reply WELL = new Reply.Answered(new ChatAnswer("{}", 100, 20, List.of()));

    @TempDir
    private Path directory;

    private final AtomicInteger calls = new AtomicInteger();

    private Exchange failing(Kind kind) {
        return question -> {
            calls.incrementAndGet();
            throw new CallFailedException(kind, "no", Duration.ZERO);
        };
    }

    private Exchange replying(Reply reply) {
        return question -> {
            calls.incrementAndGet();
            return reply;
        };
    }

    private static GuardedExchange guarded(Exchange inner) {
        return new GuardedExchange(inner, new BreakerConfiguration(10, 50, Duration.ofMillis(200)));
    }

    @Test
    void theBreakerTripsOnErrorsAndTellsForHowLong() {
        var guarded = guarded(failing(Kind.PASSING));
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> guarded.ask(QUESTION)).hasMessage("no");
        }
        var open = catchThrowableOfType(CallFailedException.class, () -> guarded.ask(QUESTION));
        assertThat(open).hasMessageContaining("judge.breaker-wait").hasMessageContaining("no");
        assertThat(open.mayPass()).isFalse();
        assertThat(open.retryAfter()).isEqualTo(Duration.ofMillis(200));
        assertThat(calls).hasValue(10);
    }

    @Test
    void theBreakerTripsOnGarbageAlsoWhereItIsHandedOn() throws InterruptedException {
        var prose = new Reply.Answered(new ChatAnswer("I would rather not say.", 100, 20, List.of()));
        var guarded = guarded(replying(prose));
        for (int call = 0; call < 10; call++) {
            assertThat(guarded.ask(QUESTION)).isEqualTo(prose);
        }
        assertThatThrownBy(() -> guarded.ask(QUESTION)).hasMessageContaining("no JSON");
    }

    @Test
    void theBreakerClosesWhenTheServerIsBack() {
        var well = new AtomicInteger();
        var guarded = guarded(question -> {
            if (well.get() == 0) {
                throw CallFailedException.garbage("no");
            }
            return WELL;
        });
        for (int call = 0; call < 11; call++) {
            assertThatThrownBy(() -> guarded.ask(QUESTION)).isInstanceOf(CallFailedException.class);
        }
        well.set(1);
        Awaitility.await().ignoreExceptions().until(() -> guarded.ask(QUESTION) == WELL);
        for (int call = 0; call < 10; call++) {
            assertThat(catchThrowableOfType(CallFailedException.class, () -> guarded.ask(QUESTION)))
                    .isNull();
        }
    }

    @Test
    void theBreakerLetsLimitsAndMistakesOfTheConfigurationThrough() {
        for (var kind : List.of(Kind.THROTTLED, Kind.LASTING)) {
            var guarded = guarded(failing(kind));
            for (int call = 0; call < 40; call++) {
                assertThatThrownBy(() -> guarded.ask(QUESTION)).hasMessage("no");
            }
        }
        assertThat(calls).hasValue(80);
    }

    @Test
    void retriesEndWithPatienceAndTellTheNextWait() {
        var retry = new Retry(
                new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(20)),
                new Waiting());
        var failure = catchThrowableOfType(
                CallFailedException.class,
                () -> retry.around(failing(Kind.PASSING)).ask(QUESTION));
        assertThat(failure.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofMillis(6));
        assertThat(calls.get()).isBetween(4, 30);
    }

    @Test
    void whatDoesNotPassIsNotRetried() {
        var retry = new Retry(
                new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(2)),
                new Waiting());
        assertThatThrownBy(() -> retry.around(failing(Kind.LASTING)).ask(QUESTION))
                .hasMessage("no");
        assertThat(calls).hasValue(1);
    }

    @Test
    void closingEndsAWait() throws Exception {
        var waiting = new Waiting();
        var retry = new Retry(
                new RetryConfiguration(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1)), waiting);
        var executor = Executors.newSingleThreadExecutor();
        try {
            var asked =
                    executor.submit(() -> retry.around(failing(Kind.PASSING)).ask(QUESTION));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> calls.get() == 1);
            waiting.close();
            assertThatThrownBy(asked::get).hasMessageContaining("closed");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void manyThreadsTogetherKeepToTheRate() throws Exception {
        var limited = new RateLimitedExchange(
                replying(WELL), new LimitConfiguration(3_000, 0), new TokenEstimate(), 50, TimeMeter.SYSTEM_NANOTIME);
        var executor = Executors.newFixedThreadPool(20);
        try {
            long began = System.nanoTime();
            executor.invokeAll(IntStream.range(0, 180)
                    .<Callable<Reply>>mapToObj(number -> () -> limited.ask(QUESTION))
                    .toList());
            // 180 at 50 a second, of which 30 may be saved up at the start: 3 seconds at least.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(2_900));
            assertThat(calls).hasValue(180);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void tokensThatWereNotUsedAreGivenBackAtOnce() throws InterruptedException {
        var limited = new RateLimitedExchange(
                replying(WELL),
                new LimitConfiguration(0, 600_000),
                new TokenEstimate(),
                500_000,
                TimeMeter.SYSTEM_NANOTIME);
        long began = System.nanoTime();
        for (int call = 0; call < 20; call++) {
            limited.ask(QUESTION);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aBudgetCountsWhatWasUsedOverARestart() throws InterruptedException {
        var configuration = budget(300, WhenExhausted.PAUSE);
        for (int run = 0; run < 3; run++) {
            try (var state = StateDirectory.open(directory);
                    var budget = new Budget(configuration, state)) {
                new BudgetedExchange(replying(WELL), budget, new TokenEstimate()).ask(QUESTION);
            }
        }
        try (var state = StateDirectory.open(directory);
                var budget = new Budget(configuration, state)) {
            assertThatThrownBy(() -> new BudgetedExchange(replying(WELL), budget, new TokenEstimate()).ask(QUESTION))
                    .hasMessageContaining("tokens=360 of=300")
                    .hasMessageContaining("judge.budget-tokens");
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void aBudgetOfMoneyEndsByThePrices() throws InterruptedException {
        var configuration = new BudgetConfiguration(
                0, new BigDecimal("0.001"), WhenExhausted.DEAD_LETTER, new BigDecimal("2.50"), new BigDecimal("10"));
        try (var state = StateDirectory.open(directory);
                var budget = new Budget(configuration, state)) {
            var budgeted = new BudgetedExchange(replying(WELL), budget, new TokenEstimate());
            // 100 * 2.50 + 20 * 10 millionths are 0.00045 a call.
            for (int call = 0; call < 3; call++) {
                assertThat(budgeted.ask(QUESTION)).isEqualTo(WELL);
            }
            assertThat(budgeted.ask(QUESTION)).isInstanceOfSatisfying(Reply.Declined.class, declined -> {
                assertThat(declined.reason()).isEqualTo(NoLabel.BUDGET);
                assertThat(declined.message()).contains("money=0.00135 of=0.001");
            });
        }
    }

    @Test
    void whatIsNoLabelCostsNevertheless() throws InterruptedException {
        var cut = new Reply.Declined(NoLabel.TRUNCATED, "cut", new Usage(100, 1_000));
        try (var state = StateDirectory.open(directory);
                var budget = new Budget(budget(1_000, WhenExhausted.PAUSE), state)) {
            var budgeted = new BudgetedExchange(replying(cut), budget, new TokenEstimate());
            assertThat(budgeted.ask(QUESTION)).isEqualTo(cut);
            assertThatThrownBy(() -> budgeted.ask(QUESTION)).hasMessageContaining("tokens=1100");
        }
    }

    @Test
    void aServerThatCountsNothingIsReckonedByTheText() {
        var silent = new Reply.Answered(new ChatAnswer("{\"label\":\"reasoning\"}", 0, 0, List.of()));
        var usage = new TokenEstimate().usage(QUESTION, silent);
        assertThat(usage.promptTokens()).isBetween(40L, 120L);
        assertThat(usage.completionTokens()).isBetween(4L, 12L);
    }

    @Test
    void aStateDirectoryHasOneUser() {
        try (var state = StateDirectory.open(directory)) {
            assertThat(state.file("x")).isEqualTo(directory.resolve("x"));
            assertThatThrownBy(() -> StateDirectory.open(directory)).hasMessageContaining("judge.state-directory");
        }
        StateDirectory.open(directory).close();
    }

    private static BudgetConfiguration budget(long tokens, WhenExhausted whenExhausted) {
        return new BudgetConfiguration(tokens, BigDecimal.ZERO, whenExhausted, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
