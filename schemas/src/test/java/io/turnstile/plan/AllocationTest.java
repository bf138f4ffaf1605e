package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final Cell LONG = new Cell("LONG", "END");
    private static final Cell MEDIUM = new Cell("MEDIUM", "END");
    private static final Cell SHORT = new Cell("SHORT", "END");
    private static final Weights ONE_TWO_THREE = new Weights(Map.of("LONG", 1, "MEDIUM", 2, "SHORT", 3), Map.of());

    @Test
    void withEnoughTurnsCellsShareByTheirWeights() {
        assertThat(seats(plenty(), ONE_TWO_THREE, 600)).containsExactly(100, 200, 300);
        assertThat(seats(plenty(), Weights.EQUAL, 600)).containsExactly(200, 200, 200);
    }

    @Test
    void whatACellLacksTheOthersMakeUpForByTheirWeights() {
        assertThat(seats(Map.of(LONG, 1_000, MEDIUM, 1_000, SHORT, 60), ONE_TWO_THREE, 600))
                .containsExactly(180, 360, 60);
    }

    /** The example of docs/03-data-balancing.md. */
    @Test
    void threeCellsOfWhichOneIsSmall() {
        var available = Map.of(LONG, 2, MEDIUM, 90, SHORT, 90);

        assertThat(seats(available, Weights.EQUAL, 6)).containsExactly(2, 2, 2);
        assertThat(seats(available, Weights.EQUAL, 7)).containsExactly(2, 3, 2);
        assertThat(seats(available, Weights.EQUAL, 10)).containsExactly(2, 4, 4);
    }

    @Test
    void whatDoesNotDivideGoesToTheFirstCells() {
        assertThat(seats(plenty(), Weights.EQUAL, 2)).containsExactly(1, 1, 0);
    }

    @Test
    void aSmallWeightWaitsUntilHalfASeatIsDueToIt() {
        var weights = new Weights(Map.of("LONG", 1, "MEDIUM", 4), Map.of());

        assertThat(seats(plenty(), weights, 2)).containsExactly(0, 2);
        assertThat(seats(plenty(), weights, 3)).containsExactly(1, 2);
        assertThat(seats(plenty(), weights, 5)).containsExactly(1, 4);
    }

    @Test
    void whatHasNoWeightIsNeverDrawn() {
        var weights = new Weights(Map.of("LONG", 1, "MEDIUM", 0), Map.of());

        assertThat(Allocation.of(Map.of(LONG, 5, MEDIUM, 1_000, SHORT, 1_000), weights, 100))
                .isEqualTo(Map.of(LONG, 5));
    }

    @Test
    void thereMayBeNothingToAllocate() {
        assertThat(Allocation.of(Map.of(), Weights.EQUAL, 10)).isEmpty();
        assertThat(Allocation.of(plenty(), Weights.EQUAL, 0)).isEqualTo(Map.of(LONG, 0, MEDIUM, 0, SHORT, 0));
    }

    @Test
    void largeNumbersDoNotOverflow() {
        var weights = new Weights(Map.of("LONG", 1, "MEDIUM", 999, "SHORT", 1_000), Map.of("END", 1_000));
        var available = Map.of(LONG, Integer.MAX_VALUE, MEDIUM, Integer.MAX_VALUE, SHORT, Integer.MAX_VALUE);

        assertThat(seats(available, weights, 10_000_000)).containsExactly(5_000, 4_995_000, 5_000_000);
    }

    @Test
    void anEarlierAllocationOfManyTurnsIsTakenBack() {
        var before = Map.of(LONG, Integer.MAX_VALUE, MEDIUM, Integer.MAX_VALUE, SHORT, Integer.MAX_VALUE);
        var available = Map.of(LONG, 3_000_000, MEDIUM, 3_000_000, SHORT, 0);

        assertThat(Allocation.adjusted(before, available, Weights.EQUAL, 7))
                .isEqualTo(Map.of(LONG, 4, MEDIUM, 3, SHORT, 0));
    }

    private static SortedMap<Cell, Integer> plenty() {
        return new TreeMap<>(Map.of(LONG, 1_000, MEDIUM, 1_000, SHORT, 1_000));
    }

    private static Iterable<Integer> seats(Map<Cell, Integer> available, Weights weights, int quota) {
        return Allocation.of(available, weights, quota).values();
    }
}
