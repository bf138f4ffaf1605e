package io.turnstile.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class DurationTextPropertiesTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll @From("durations") Duration duration) {
        assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }

    @Property
    void whatIsWrittenIsNeverLongerThanTheMilliseconds(@ForAll @From("durations") Duration duration) {
        assertThat(DurationText.format(duration)).hasSizeLessThanOrEqualTo((duration.toMillis() + "ms").length());
    }

    @Property
    void whatIsReadIsWrittenAsAnEqualDuration(
            @ForAll @LongRange(min = 0, max = 100_000_000L) long amount, @ForAll @From("units") String unit) {
        Duration duration = DurationText.parse(amount + unit);

        assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }

    /** Up to 12 digits of milliseconds, 31 years, whole units of each kind among them. */
    @Provide
    Arbitrary<Duration> durations() {
        Arbitrary<Long> unit = Arbitraries.of(1L, 1_000L, 60_000L, 3_600_000L, 86_400_000L);
        return unit.flatMap(millis ->
                Arbitraries.longs().between(0, 999_999_999_999L / millis).map(n -> Duration.ofMillis(n * millis)));
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("ms", "s", "m", "h", "d");
    }
}
