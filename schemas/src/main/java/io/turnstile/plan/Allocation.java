package io.turnstile.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many each cell gives to a quota. Seats are given one by one, as in the Sainte-Laguë method: the next goes to the cell
 * whose (rank - 1/2) / weight is smallest, as long as it has turns left. So cells share in proportion to their weights; what
 * a cell lacks, the others make up for; and a larger quota takes from no cell what a smaller one gave it, so that plans of
 * one seed nest. (The method of largest remainders would not do: there a larger quota can take a seat away.)
 */
public final class Allocation {

    private static final int NOBODY = -1;

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
        var seats = new Seats(before, available, weights);
        while (seats.total < quota && seats.next() != NOBODY) {
            seats.add(seats.next(), 1);
        }
        while (seats.total > quota) {
            seats.add(seats.last(), -1);
        }
        while (seats.canSwap()) {
            int takes = seats.next();
            seats.add(seats.last(), -1);
            seats.add(takes, 1);
        }
        return seats.byCell();
    }

    /** Who has how many, while they are given. Cells are numbered in their order, and where two tie the first comes first. */
    private static final class Seats {

        private final Cell[] cells;
        private final int[] available;
        private final int[] taken;
        private final long[] weights;
        private long total;

        Seats(Map<Cell, Integer> before, Map<Cell, Integer> available, Weights weights) {
            this.cells = available.keySet().stream()
                    .filter(cell -> weights.of(cell) > 0)
                    .sorted()
                    .toArray(Cell[]::new);
            this.available = Arrays.stream(cells).mapToInt(available::get).toArray();
            this.weights = Arrays.stream(cells).mapToLong(weights::of).toArray();
            this.taken = new int[cells.length];
            for (int cell = 0; cell < cells.length; cell++) {
                add(cell, Math.min(this.available[cell], before.getOrDefault(cells[cell], 0)));
            }
        }

        void add(int cell, int seats) {
            taken[cell] += seats;
            total += seats;
        }

        /** The cell whose turn it is; nobody where none has turns left. */
        int next() {
            int next = NOBODY;
            for (int cell = 0; cell < cells.length; cell++) {
                if (taken[cell] < available[cell] && (next == NOBODY || isBefore(cell, 1, next, 1))) {
                    next = cell;
                }
            }
            return next;
        }

        /** The cell that got its last seat last; nobody where none has any. */
        int last() {
            int last = NOBODY;
            for (int cell = 0; cell < cells.length; cell++) {
                if (taken[cell] > 0 && (last == NOBODY || isBefore(last, 0, cell, 0))) {
                    last = cell;
                }
            }
            return last;
        }

        boolean canSwap() {
            int takes = next();
            int gives = last();
            return takes != NOBODY && gives != NOBODY && isBefore(takes, 1, gives, 0);
        }

        /**
         * Whether a cell's seat is given before another's, by (rank - 1/2) / weight in whole numbers. The rank is that of
         * the last seat, or with so many more.
         */
        private boolean isBefore(int cell, int more, int other, int othersMore) {
            long priority = (2L * (taken[cell] + more) - 1) * weights[other];
            long others = (2L * (taken[other] + othersMore) - 1) * weights[cell];
            return priority != others ? priority < others : cell < other;
        }

        SortedMap<Cell, Integer> byCell() {
            var byCell = new TreeMap<Cell, Integer>();
            for (int cell = 0; cell < cells.length; cell++) {
                byCell.put(cells[cell], taken[cell]);
            }
            return byCell;
        }
    }
}
