package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchesTest {

    private static final int TRIES = 3_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 0.8, 0.9, 1})
    void aPairAtTheThresholdIsNotLost(double threshold) {
        assertThat(kept(threshold, threshold)).isEqualTo(TRIES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5})
    void unlikeTextsAreToldApart(double similarity) {
        assertThat(kept(0.8, similarity)).isLessThan(TRIES / 100);
    }

    /** How many of many pairs of that similarity may be near. */
    private static long kept(double threshold, double similarity) {
        var banding = Banding.of(threshold);
        var signatures = new Signatures(banding);
        var sketches = new Sketches(banding, threshold);
        var random = new SplittableRandom(7);
        int either = 300;
        int common = (int) Math.ceil(similarity * either);
        return IntStream.range(0, TRIES)
                .filter(any -> {
                    long[] all = random.longs(either).toArray();
                    int ofOne = common + (either - common) / 2;
                    long[] one =
                            IntStream.range(0, ofOne).mapToLong(i -> all[i]).toArray();
                    long[] other = IntStream.range(0, either)
                            .filter(i -> i < common || i >= ofOne)
                            .mapToLong(i -> all[i])
                            .toArray();
                    return sketches.mayBeNear(sketches.of(signatures.of(one)), sketches.of(signatures.of(other)));
                })
                .count();
    }
}
