package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    /** Of chi-square with 2 degrees of freedom: one draw of a thousand lies above. */
    private static final double CRITICAL = 13.82;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, -1, Long.MIN_VALUE})
    void ownersFallIntoSplitsAs83To9To8(long seed) {
        int owners = 100_000;
        var counts = new EnumMap<Split, Integer>(Split.class);
        IntStream.range(0, owners).forEach(owner -> counts.merge(Split.of(seed, "user-" + owner), 1, Integer::sum));

        double chiSquare = counts.entrySet().stream()
                .mapToDouble(count -> {
                    double expected = owners * count.getKey().share() / 100.0;
                    return Math.pow(count.getValue() - expected, 2) / expected;
                })
                .sum();

        assertThat(counts).hasSize(3);
        assertThat(chiSquare).isLessThan(CRITICAL);
    }

    @Test
    void theSharesAddUp() {
        assertThat(Arrays.stream(Split.values()).mapToInt(Split::share)).containsExactly(83, 9, 8);
        assertThat(Arrays.stream(Split.values()).mapToInt(Split::share).sum()).isEqualTo(100);
    }

    /** By Python: xxhash.xxh3_64_intdigest(owner.encode(), 1) % 100 is 0, 82, 83, 91, 92, 99; all hashes above 2^63. */
    @ParameterizedTest
    @CsvSource({
        "user-137, TRAIN",
        "user-797, TRAIN",
        "user-280, VALIDATION",
        "user-17, VALIDATION",
        "user-651, TEST",
        "user-579, TEST"
    })
    void othersComputeTheSame(String owner, Split split) {
        assertThat(Split.of(1, owner)).isEqualTo(split);
    }
}
