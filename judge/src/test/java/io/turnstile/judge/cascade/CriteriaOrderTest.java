package io.turnstile.judge.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CriteriaOrderTest {

    private static final List<String> CRITERIA = List.of("A", "B", "C", "D", "E", "F");

    @Property(tries = 200)
    void everyCriterionIsAskedOnceInTheSameOrderInAnyRun(@ForAll String key, @ForAll @IntRange(max = 8) int vote) {
        assertThat(CriteriaOrder.of(CRITERIA, key, vote))
                .containsExactlyInAnyOrderElementsOf(CRITERIA)
                .isEqualTo(CriteriaOrder.of(CRITERIA, key, vote));
    }

    @Example
    void theOrderInWhichTheyAreGivenDecidesNothing() {
        assertThat(CriteriaOrder.of(CRITERIA, "key", 0))
                .isEqualTo(CriteriaOrder.of(List.of("F", "E", "D", "C", "B", "A"), "key", 0));
    }

    @Example
    void everyCriterionStandsFirstAboutAsOften() {
        var first = IntStream.range(0, 1_200)
                .mapToObj(number -> CriteriaOrder.of(CRITERIA, "key " + number / 3, number % 3)
                        .get(0))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(CRITERIA);
        assertThat(first.values()).allSatisfy(times -> assertThat(times).isBetween(130L, 270L));
    }
}
