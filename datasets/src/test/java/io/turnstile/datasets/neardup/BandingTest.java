package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandingTest {

    @Test
    void theDefaultHas26BandsOf8Rows() {
        var banding = Banding.of(0.8);

        assertThat(banding).isEqualTo(new Banding(26, 8));
        assertThat(banding.probability(0.8)).isCloseTo(0.9916, within(0.0001));
        assertThat(banding.probability(0.9)).isGreaterThan(0.999999);
        assertThat(banding.probability(0.3)).isCloseTo(0.0017, within(0.0001));
    }

    @Property
    void pairsFromTheThresholdOnAreMissedInOneOfAHundredCasesAtMost(
            @ForAll @DoubleRange(min = 0.5, max = 1) double threshold,
            @ForAll @DoubleRange(min = 0, max = 1) double above) {
        var banding = Banding.of(threshold);

        assertThat(banding.components()).isBetween(1, Banding.MAX_COMPONENTS);
        assertThat(banding.probability(threshold + above * (1 - threshold))).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 50, 150, 1000})
    void signaturesFindPairsAtTheThresholdAsOftenAsComputed(int either) {
        var random = new SplittableRandom(either);
        var banding = Banding.of(0.8);
        var signatures = new Signatures(banding);
        int tries = 2_000;

        long found = IntStream.range(0, tries)
                .filter(i -> isCandidate(signatures, random, either, either * 4 / 5))
                .count();

        // Three standard deviations of a binomial below the expected share.
        double expected = banding.probability(0.8);
        double slack = 3 * Math.sqrt(expected * (1 - expected) / tries);
        assertThat((double) found / tries).isGreaterThan(expected - slack);
    }

    @Test
    void signaturesTellUnlikeTextsApart() {
        var random = new SplittableRandom(3);
        var signatures = new Signatures(Banding.of(0.8));

        long found = IntStream.range(0, 2_000)
                .filter(i -> isCandidate(signatures, random, 100, 30))
                .count();

        // 0.0017 of 2,000 are expected.
        assertThat(found).isLessThan(15);
    }

    /** Whether two sets of so many elements in common, of so many that either has, share a bucket. */
    private static boolean isCandidate(Signatures signatures, SplittableRandom random, int either, int common) {
        long[] all = random.longs(either).toArray();
        int ofLeft = common + (either - common) / 2;
        var right = new long[either - ofLeft + common];
        System.arraycopy(all, 0, right, 0, common);
        System.arraycopy(all, ofLeft, right, common, either - ofLeft);
        int[] left = signatures.keys(signatures.of(Arrays.copyOf(all, ofLeft)));
        int[] other = signatures.keys(signatures.of(right));
        return IntStream.range(0, left.length).anyMatch(band -> left[band] == other[band]);
    }
}
