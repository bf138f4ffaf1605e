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

    /** The examples of docs/03-data-balancing.md. */
    @Test
    void sixSeats() {
        assertThat(seats(plenty(), ONE_TWO_THREE, 6)).containsExactly(1, 2, 3);
        assertThat(seats(Map.of(LONG, 9, MEDIUM, 9, SHORT, 1), ONE_TWO_THREE, 6))
                .containsExactly(2, 3, 1);
    }

    @Test
    void anExtractionWhoseLongConversationsAreRare() {
        var available = new TreeMap<Cell, Integer>();
        put(available, "SHORT", 9_800, 7_600, 8_900);
        put(available, "MEDIUM", 7_900, 6_500, 6_900);
        put(available, "LONG", 3_600, 2_748, 2_700);
        var seats = new TreeMap<Cell, Integer>();
        put(seats, "SHORT", 5_409, 5_408, 5_408);
        put(seats, "MEDIUM", 5_409, 5_409, 5_409);
        put(seats, "LONG", 3_600, 2_748, 2_700);

        assertThat(Allocation.of(available, Weights.EQUAL, 41_500)).isEqualTo(seats);
    }

    /** The example of docs/decisions/0017-allocation.md, where the method of largest remainders takes a seat away. */
    @Test
    void noSeatIsTakenAwayAsTheQuotaGrows() {
        var weights = new Weights(Map.of("LONG", 3, "MEDIUM", 3, "SHORT", 1), Map.of());

        assertThat(seats(plenty(), weights, 3)).containsExactly(2, 1, 0);
        assertThat(seats(plenty(), weights, 4)).containsExactly(2, 2, 0);
        assertThat(seats(plenty(), weights, 5)).containsExactly(2, 2, 1);
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

    private static void put(Map<Cell, Integer> counts, String stratum, int beginning, int middle, int end) {
        counts.put(new Cell(stratum, "BEGINNING"), beginning);
        counts.put(new Cell(stratum, "MIDDLE"), middle);
        counts.put(new Cell(stratum, "END"), end);
    }

    private static SortedMap<Cell, Integer> plenty() {
        return new TreeMap<>(Map.of(LONG, 1_000, MEDIUM, 1_000, SHORT, 1_000));
    }

    private static Iterable<Integer> seats(Map<Cell, Integer> available, Weights weights, int quota) {
        return Allocation.of(available, weights, quota).values();
    }
}
