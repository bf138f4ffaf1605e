package io.turnstile.datasets.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final Offset<Double> ALMOST = Offset.offset(1e-9);

    @Property(tries = 100)
    void theShrunkSizeIsFilledAndTheNextIsNot(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int reasoning,
            @ForAll @IntRange(min = 1, max = 150) int size) {
        Plan plan = PlanText.parse("p", "kind=session size=" + size + " ratio=" + reasoning + ":40");
        Draw draw = Draw.of(plan, candidates(seed, 80), false);
        var shrunk = Shrinking.largestSize(plan, draw.available());
        int found = shrunk.orElse(0);
        if (found > 0) {
            Draw smaller = Draw.of(Shrinking.toSize(plan, found), candidates(seed, 80), false);
            assertThat(smaller.shortfalls()).isEmpty();
        }
        for (int larger = found + 1; larger <= Math.min(size, 80); larger++) {
            assertThat(Draw.of(Shrinking.toSize(plan, larger), candidates(seed, 80), false)
                            .shortfalls())
                    .isNotEmpty();
        }
    }

    @Property(tries = 100)
    void weightsMendTheRatioAndAreOneInTheMean(@ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int reasoning) {
        Plan plan = PlanText.parse("p", "kind=session size=10 ratio=" + reasoning + ":" + (100 - reasoning));
        Draw draw = Draw.of(plan, candidates(seed, 300), true);
        var weights = draw.weights();
        for (Split split : Split.values()) {
            var first = new Share(split, 0);
            var second = new Share(split, 1);
            if (draw.taken(first) == 0 || draw.taken(second) == 0) {
                assertThat(weights.get(first)).isEqualTo(1);
                continue;
            }
            double ofFirst = draw.taken(first) * weights.get(first);
            double ofSecond = draw.taken(second) * weights.get(second);
            int rows = draw.rows(split).size();
            assertThat((ofFirst + ofSecond) / rows).isCloseTo(1, ALMOST);
            assertThat(ofFirst / rows).isCloseTo(reasoning / 100.0, ALMOST);
        }
    }

    @Test
    void naturalRowsAreTheFirstByDrawWithoutQuotas() {
        Plan plan = PlanText.parse("p", "kind=session size=100 ratio=50:50");
        Draw draw = Draw.of(plan, candidates(3, 3_000), false);
        assertThat(draw.naturalRows(Split.TEST)).hasSize(8).isSorted();
        assertThat(draw.naturalRows(Split.TEST))
                .isEqualTo(draw.capped().get(Split.TEST).subList(0, 8));
    }

    @Test
    void unwantedCellsAreNotAvailable() {
        Plan plan = PlanText.parse("p", "kind=session size=100 ratio=50:50 strata=SIMPLE:1,COMPLEX:0");
        Draw draw = Draw.of(plan, candidates(3, 300), false);
        var available = new TreeMap<Share, Integer>();
        draw.capped().values().stream()
                .flatMap(List::stream)
                .filter(candidate -> candidate.cell().stratum().equals("SIMPLE"))
                .forEach(candidate -> available.merge(candidate.share(), 1, Integer::sum));
        assertThat(draw.available()).isEqualTo(available);
    }

    private static List<Candidate> candidates(long seed, int count) {
        var random = new Random(seed);
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < count; i++) {
            var split = Split.of(1, "user-" + random.nextInt(40));
            var cell = new Cell(random.nextBoolean() ? "SIMPLE" : "COMPLEX", "BEGINNING");
            var share = new Share(split, random.nextInt(3) == 0 ? 1 : 0);
            candidates.add(new Candidate("m" + i, "c" + i / 3, share, cell, i, random.nextLong()));
        }
        return candidates;
    }
}
