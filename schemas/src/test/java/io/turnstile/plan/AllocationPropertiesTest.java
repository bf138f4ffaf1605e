package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AllocationPropertiesTest {

    /** A seat as the definition has it: the rank-th of its cell. */
    private record Seat(Cell cell, long rank, long weight) implements Comparable<Seat> {

        @Override
        public int compareTo(Seat other) {
            int byPriority = Long.compare((2 * rank - 1) * other.weight, (2 * other.rank - 1) * weight);
            return byPriority != 0 ? byPriority : cell.compareTo(other.cell);
        }
    }

    @Property
    void theSeatsAreTheFirstOfAllThatThereAre(
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 100) int quota) {
        assertThat(Allocation.of(available, weights, quota)).isEqualTo(byDefinition(available, weights, quota));
    }

    @Property
    void itIsTheSameFromWhateverWasBefore(
            @ForAll @From("available") Map<Cell, Integer> before,
            @ForAll @From("weights") Weights weightsBefore,
            @ForAll @IntRange(max = 100) int quotaBefore,
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 100) int quota) {
        var earlier = Allocation.of(before, weightsBefore, quotaBefore);

        assertThat(Allocation.adjusted(earlier, available, weights, quota))
                .isEqualTo(Allocation.of(available, weights, quota));
    }

    @Property
    void itIsTheSameFromWhatIsNoAllocation(
            @ForAll @From("available") Map<Cell, Integer> before,
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 100) int quota) {
        assertThat(Allocation.adjusted(before, available, weights, quota))
                .isEqualTo(Allocation.of(available, weights, quota));
    }

    @Property
    void aLargerQuotaTakesFromNoCell(
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 100) int quota,
            @ForAll @IntRange(max = 50) int more) {
        var smaller = Allocation.of(available, weights, quota);
        var larger = Allocation.of(available, weights, quota + more);

        assertThat(smaller)
                .allSatisfy((cell, seats) -> assertThat(larger.get(cell)).isGreaterThanOrEqualTo(seats));
    }

    @Property
    void theQuotaIsFilledAsFarAsThereAreTurns(
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 100) int quota) {
        var seats = Allocation.of(available, weights, quota);

        assertThat(total(seats)).isEqualTo(Math.min(quota, total(wanted(available, weights))));
        assertThat(seats.keySet()).isEqualTo(wanted(available, weights).keySet());
        assertThat(seats).allSatisfy((cell, taken) -> assertThat(taken).isBetween(0, available.get(cell)));
    }

    @Property
    void turnsBeyondTheQuotaDoNotMatter(
            @ForAll @From("available") Map<Cell, Integer> available,
            @ForAll @From("weights") Weights weights,
            @ForAll @IntRange(max = 60) int quota) {
        var atMostTheQuota = new TreeMap<>(available);
        atMostTheQuota.replaceAll((cell, count) -> Math.min(count, quota));

        assertThat(Allocation.of(atMostTheQuota, weights, quota)).isEqualTo(Allocation.of(available, weights, quota));
    }

    private static SortedMap<Cell, Integer> byDefinition(Map<Cell, Integer> available, Weights weights, int quota) {
        var seats = new ArrayList<Seat>();
        var taken = new TreeMap<Cell, Integer>();
        wanted(available, weights).forEach((cell, count) -> {
            taken.put(cell, 0);
            for (int rank = 1; rank <= count; rank++) {
                seats.add(new Seat(cell, rank, weights.of(cell)));
            }
        });
        seats.stream().sorted().limit(quota).forEach(seat -> taken.merge(seat.cell(), 1, Integer::sum));
        return taken;
    }

    private static SortedMap<Cell, Integer> wanted(Map<Cell, Integer> available, Weights weights) {
        var wanted = new TreeMap<>(available);
        wanted.keySet().removeIf(cell -> weights.of(cell) == 0);
        return wanted;
    }

    private static int total(Map<Cell, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Provide
    Arbitrary<Map<Cell, Integer>> available() {
        return Sets.available();
    }

    @Provide
    Arbitrary<Weights> weights() {
        return Sets.weights();
    }
}
