package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShinglesTest {

    @Test
    void aTextHasATrigramForEachOfItsCharacters() {
        assertThat(Shingles.of("")).isEmpty();
        assertThat(Shingles.of("x")).hasSize(1);
        assertThat(Shingles.of("fix")).hasSize(3);
        assertThat(Shingles.of("🚀🔥")).hasSize(2);
        assertThat(Shingles.of("aaaaaaaa")).as("' aa', 'aaa', 'aa '").hasSize(3);
    }

    @Test
    void similarityIsWhatBothHaveOfWhatEitherHas() {
        // ' fi', 'fix', 'ix ' of those three and 'x i', ' it', 'it '
        assertThat(Shingles.jaccard(Shingles.of("fix"), Shingles.of("fix it"))).isCloseTo(0.5, within(1e-12));
        assertThat(Shingles.jaccard(Shingles.of("fix"), Shingles.of("run"))).isZero();
        assertThat(Shingles.jaccard(Shingles.of(""), Shingles.of(""))).isEqualTo(1);
    }

    @Property
    void similarityIsThatOfTheSetsOfTrigrams(@ForAll String left, @ForAll String right) {
        Set<String> both = trigrams(left);
        both.retainAll(trigrams(right));
        Set<String> either = trigrams(left);
        either.addAll(trigrams(right));

        assertThat(Shingles.jaccard(Shingles.of(left), Shingles.of(right)))
                .isEqualTo(either.isEmpty() ? 1 : (double) both.size() / either.size());
    }

    @Property
    void theQuickLookAtSizesDecidesNothing(@ForAll String left, @ForAll String right) {
        long[] one = Shingles.of("some text that both have " + left);
        long[] other = Shingles.of("some text that both have " + right);

        assertThat(Shingles.areNear(one, other, 0.8)).isEqualTo(Shingles.jaccard(one, other) >= 0.8);
    }

    private static Set<String> trigrams(String text) {
        int[] codePoints = (" " + text + " ").codePoints().toArray();
        var trigrams = new TreeSet<String>();
        for (int i = 0; i + 3 <= codePoints.length; i++) {
            trigrams.add(new String(codePoints, i, 3));
        }
        return trigrams;
    }
}
