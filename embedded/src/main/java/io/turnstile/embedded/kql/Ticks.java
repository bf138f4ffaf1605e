package io.turnstile.embedded.kql;

import java.time.Duration;
import java.time.Instant;

/** Points and lengths of time in ticks of 100 ns; a datetime's are counted from the first day of year 1. */
final class Ticks {

    static final long PER_SECOND = 10_000_000L;
    static final long PER_DAY = 86_400 * PER_SECOND;
    private static final long EPOCH_SECOND = 62_135_596_800L;
    static final long LAST = 3_155_378_975_999_999_999L;

    private Ticks() {}

    static long of(Instant time) {
        return (time.getEpochSecond() + EPOCH_SECOND) * PER_SECOND + time.getNano() / 100;
    }

    static long of(Duration time) {
        return time.getSeconds() * PER_SECOND + time.getNano() / 100;
    }

    /** The datetime of a number of ticks; null where it is beyond the years 1 to 9999. */
    static Instant datetime(long ticks) {
        return ticks < 0 || ticks > LAST
                ? null
                : Instant.ofEpochSecond(ticks / PER_SECOND - EPOCH_SECOND, ticks % PER_SECOND * 100);
    }

    static Duration timespan(long ticks) {
        return Duration.ofSeconds(Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * 100);
    }
}
