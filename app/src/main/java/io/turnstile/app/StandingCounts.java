package io.turnstile.app;

import static java.util.function.Function.identity;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.Position;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The label counts as they stand, class beside class. A turn of two datasets counts in both, so datasets are not added up.
 *
 * @param cells those that hold a label, by dataset, stratum and position
 * @param sums of all cells of a dataset
 */
record StandingCounts(List<Cell> cells, List<Sum> sums) {

    /** How many labelled turns one cell holds, of each class. */
    record Cell(DatasetKind dataset, String stratum, Position position, long reasoning, long nonReasoning) {

        private static final Comparator<Cell> PLACE =
                Comparator.comparing(Cell::dataset).thenComparing(Cell::stratum).thenComparing(Cell::position);

        private static Cell of(LabelCount count) {
            boolean isReasoning = count.getLabel() == 0;
            return new Cell(
                    count.getDataset(),
                    count.getStratum(),
                    count.getPosition(),
                    isReasoning ? count.getCount() : 0,
                    isReasoning ? 0 : count.getCount());
        }

        private Cell plus(Cell other) {
            return new Cell(dataset, stratum, position, reasoning + other.reasoning, nonReasoning + other.nonReasoning);
        }
    }

    /** How many labelled turns one dataset holds, of each class. */
    record Sum(DatasetKind dataset, long reasoning, long nonReasoning) {

        private static Sum of(Cell cell) {
            return new Sum(cell.dataset, cell.reasoning, cell.nonReasoning);
        }

        private Sum plus(Sum other) {
            return new Sum(dataset, reasoning + other.reasoning, nonReasoning + other.nonReasoning);
        }
    }

    static StandingCounts of(Collection<LabelCount> counts) {
        Map<Cell, Cell> cells = counts.stream()
                .filter(count -> count.getCount() > 0)
                .map(Cell::of)
                .collect(Collectors.toMap(identity(), identity(), Cell::plus, () -> new TreeMap<>(Cell.PLACE)));
        Map<DatasetKind, Sum> sums = cells.values().stream()
                .map(Sum::of)
                .collect(Collectors.toMap(Sum::dataset, identity(), Sum::plus, TreeMap::new));
        return new StandingCounts(List.copyOf(cells.values()), List.copyOf(sums.values()));
    }
}
