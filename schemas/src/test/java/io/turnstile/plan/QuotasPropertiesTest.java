package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class QuotasPropertiesTest {

    @Property
    void theyAddUpToTheSize(
            @ForAll @IntRange(min = 1, max = 10_000_000) int size, @ForAll @From("ratios") Ratio ratio) {
        Plan plan = Sets.plan(size, ratio);

        assertThat(plan.quotas().values()).allSatisfy(quota -> assertThat(quota).isNotNegative());
        assertThat(plan.quotas().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(size);
        for (Split split : Split.values()) {
            assertThat((double) ofSplit(plan, split)).isCloseTo(size * split.share() / 100.0, within(2));
        }
    }

    @Property
    void thePartsOfARatioAreOneOffAtMost(
            @ForAll @IntRange(max = 10_000_000) int size, @ForAll @From("ratios") Ratio ratio) {
        double exact = (double) size * ratio.reasoning() / (ratio.reasoning() + ratio.nonReasoning());

        assertThat(ratio.of(size, 0) + ratio.of(size, 1)).isEqualTo(size);
        assertThat((double) ratio.of(size, 0)).isCloseTo(exact, within(1));
    }

    private static int ofSplit(Plan plan, Split split) {
        return plan.quotas().get(new Share(split, 0)) + plan.quotas().get(new Share(split, 1));
    }

    private static Offset<Double> within(double turns) {
        return Offset.offset(turns);
    }

    @Provide
    Arbitrary<Ratio> ratios() {
        Arbitrary<Integer> parts = Arbitraries.integers().between(1, 10_000);
        return Combinators.combine(parts, parts).as(Ratio::new);
    }
}
