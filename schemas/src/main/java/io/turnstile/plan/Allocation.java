package io.turnstile.plan;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How many each cell gives to a quota. Seats are given one by one, as in the Sainte-Laguë method: the next goes to the cell
 * whose (rank - 1/2) / weight is smallest, as long as it has turns left. So cells share in proportion to their weights; what
 * a cell lacks, the others make up for; and a larger quota takes from no cell what a smaller one gave it, so that plans of
 * one seed nest. (The method of largest remainders would not do: there a larger quota can take a seat away.)
 */
public final class Allocation {

    private Allocation() {}

    /** The allocation from nothing. @param available turns by cell */
    public static SortedMap<Cell, Integer> of(Map<Cell, Integer> available, Weights weights, int quota) {
        return adjusted(new TreeMap<>(), available, weights, quota);
    }

    /**
     * The same, from an earlier allocation: it takes a step for each turn that came or went, and gives the same result from
     * wherever it starts.
     *
     * @param before an allocation for other numbers of turns
     */
    public static SortedMap<Cell, Integer> adjusted(
            Map<Cell, Integer> before, Map<Cell, Integer> available, Weights weights, int quota) {
        var seats = new Seats(available, weights, before);
        while (seats.total() < quota && seats.next() != null) {
            seats.add(seats.next(), 1);
        }
        while (seats.total() > quota) {
            seats.add(seats.last(), -1);
        }
        while (seats.canSwap()) {
            Cell takes = seats.next();
            seats.add(seats.last(), -1);
            seats.add(takes, 1);
        }
        return seats.taken();
    }

    /** Who has how many, while they are given. */
    private static final class Seats {

        private final SortedMap<Cell, Integer> available = new TreeMap<>();
        private final SortedMap<Cell, Integer> taken = new TreeMap<>();
        private final Weights weights;
        private int total;

        Seats(Map<Cell, Integer> available, Weights weights, Map<Cell, Integer> before) {
            this.weights = weights;
            available.forEach((cell, count) -> {
                if (weights.of(cell) > 0) {
                    this.available.put(cell, count);
                    add(cell, Math.min(count, before.getOrDefault(cell, 0)));
                }
            });
        }

        int total() {
            return total;
        }

        void add(Cell cell, int seats) {
            taken.merge(cell, seats, Integer::sum);
            total += seats;
        }

        /** The cell whose turn it is; null where none has turns left. */
        Cell next() {
            return first(cell -> taken.get(cell) < available.get(cell), afterOneMore());
        }

        /** The cell that got its last seat last; null where none has any. */
        Cell last() {
            return first(cell -> taken.get(cell) > 0, byLastSeat().reversed());
        }

        boolean canSwap() {
            Cell takes = next();
            Cell gives = last();
            return takes != null && gives != null && compare(takes, taken.get(takes) + 1, gives, taken.get(gives)) < 0;
        }

        SortedMap<Cell, Integer> taken() {
            return taken;
        }

        private Cell first(Predicate<Cell> condition, Comparator<Cell> order) {
            return taken.keySet().stream().filter(condition).min(order).orElse(null);
        }

        private Comparator<Cell> afterOneMore() {
            return (one, other) -> compare(one, taken.get(one) + 1, other, taken.get(other) + 1);
        }

        private Comparator<Cell> byLastSeat() {
            return (one, other) -> compare(one, taken.get(one), other, taken.get(other));
        }

        /** By (rank - 1/2) / weight, in whole numbers; cells that tie go by their order. */
        private int compare(Cell one, int rank, Cell other, int otherRank) {
            int byPriority = Long.compare((2L * rank - 1) * weights.of(other), (2L * otherRank - 1) * weights.of(one));
            return byPriority != 0 ? byPriority : one.compareTo(other);
        }
    }
}
