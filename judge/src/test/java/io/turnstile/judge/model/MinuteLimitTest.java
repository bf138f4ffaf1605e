package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits over simulated minutes: whoever asks, asks as fast as it may. */
class MinuteLimitTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final int MINUTES = 10;

    private final Clock clock = new Clock();

    private static final class Clock implements TimeMeter {
        private long now = 1;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private record Taken(long at, long amount) {}

    @ParameterizedTest
    @ValueSource(ints = {60, 500, 5_000, 30_000})
    void requestsKeepToTheLimitInEveryMinuteAndUseIt(int perMinute) {
        var limit = new MinuteLimit(perMinute, clock);
        List<Taken> taken = new ArrayList<>();
        while (clock.now < MINUTES * MINUTE) {
            clock.now += limit.nanosUntil(1);
            limit.take(1);
            taken.add(new Taken(clock.now, 1));
        }
        requireWithinTwoPerCent(taken, perMinute);
    }

    @Test
    void tokensKeepToTheLimitWhenEstimatesAreCorrected() {
        int perMinute = 2_000_000;
        var limit = new MinuteLimit(perMinute, clock);
        var random = new Random(7);
        List<Taken> taken = new ArrayList<>();
        while (clock.now < MINUTES * MINUTE) {
            long estimated = 2_000 + random.nextInt(2_000);
            long used = estimated / 2 + random.nextInt((int) estimated);
            clock.now += limit.nanosUntil(estimated);
            limit.take(estimated);
            limit.correct(estimated, used);
            taken.add(new Taken(clock.now, used));
        }
        requireWithinTwoPerCent(taken, perMinute);
    }

    @Test
    void anIdleHourSavesNothingUp() {
        var limit = new MinuteLimit(600, clock);
        clock.now += 60 * MINUTE;
        long start = clock.now;
        int count = 0;
        while (clock.now < start + MINUTE) {
            clock.now += limit.nanosUntil(1);
            limit.take(1);
            count++;
        }
        assertThat(count).isBetween(588, 612);
    }

    @Test
    void aQuestionLargerThanWhatIsSavedUpIsPaidOffByTheNext() {
        var limit = new MinuteLimit(6_000, clock);
        assertThat(limit.nanosUntil(3_000)).isZero();
        limit.take(3_000);
        assertThat(limit.nanosUntil(60)).isBetween(29_000_000_000L, 31_000_000_000L);
        limit.correct(3_000, 60);
        assertThat(limit.nanosUntil(1)).isLessThan(1_000_000_000L);
    }

    /** In any window of a minute no more than 2 % too much; over the whole time no more than 2 % too little. */
    private void requireWithinTwoPerCent(List<Taken> taken, int perMinute) {
        long within = 0;
        long most = 0;
        long sum = 0;
        int first = 0;
        for (var latest : taken) {
            within += latest.amount();
            sum += latest.amount();
            while (taken.get(first).at() <= latest.at() - MINUTE) {
                within -= taken.get(first++).amount();
            }
            most = Math.max(most, within);
        }
        assertThat(most).isLessThanOrEqualTo(perMinute * 102L / 100);
        assertThat(sum).isGreaterThanOrEqualTo(perMinute * (long) MINUTES * 98 / 100);
    }
}
