package io.turnstile.datasets.plot;

import java.util.List;
import java.util.Map;

/** A table for each of two series, side by side: the more there is in a cell, the stronger its colour. */
public final class HeatMap {

    private static final int LEFT = 130;
    private static final int CELL_HEIGHT = 44;
    private static final int BETWEEN = 28;
    private static final double STRONGEST = 0.62;

    private final Svg svg;
    private final List<String> rows;
    private final List<String> columns;
    private final double cellWidth;

    private HeatMap(Svg svg, List<String> rows, List<String> columns) {
        this.svg = svg;
        this.rows = rows;
        this.columns = columns;
        this.cellWidth = (Svg.WIDTH - LEFT - Svg.MARGIN - BETWEEN) / 2.0 / Math.max(1, columns.size());
    }

    /** A place in the tables. */
    public record Cell(String row, String column) {}

    /**
     * Draws them.
     *
     * @param note what is counted, beneath the title
     * @param counts by cell, the bucket's name being of no interest; a cell that is missing is empty
     */
    public static String svg(
            String title,
            String note,
            Series series,
            List<String> rows,
            List<String> columns,
            Map<Cell, Bucket> counts) {
        var map = new HeatMap(new Svg(title, note), rows, columns);
        map.svg.key(series.first(), series.second());
        long largest = counts.values().stream().mapToLong(Bucket::largest).max().orElse(1);
        map.names();
        for (int table = 0; table < 2; table++) {
            map.table(table, counts, Math.max(1, largest));
        }
        return map.svg.text(Svg.TOP + 26 + rows.size() * CELL_HEIGHT + 24);
    }

    private void names() {
        for (int row = 0; row < rows.size(); row++) {
            svg.text(Svg.Kind.INK, Svg.Anchor.END, LEFT - 10, y(row) + CELL_HEIGHT / 2.0 + 4, rows.get(row));
        }
        for (int table = 0; table < 2; table++) {
            for (int column = 0; column < columns.size(); column++) {
                double middle = x(table, column) + cellWidth / 2;
                svg.text(Svg.Kind.INK, Svg.Anchor.MIDDLE, middle, Svg.TOP + 16, columns.get(column));
            }
        }
    }

    private void table(int table, Map<Cell, Bucket> counts, long largest) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Bucket bucket = counts.get(new Cell(rows.get(row), columns.get(column)));
                long count = bucket == null ? 0 : bucket.of(table);
                double x = x(table, column);
                svg.rectangle(Svg.Kind.GRID, x, y(row), cellWidth - 2, CELL_HEIGHT - 2, 0.5);
                svg.rectangle(
                        Svg.Kind.ofSeries(table),
                        x,
                        y(row),
                        cellWidth - 2,
                        CELL_HEIGHT - 2,
                        STRONGEST * count / largest);
                svg.text(
                        Svg.Kind.INK,
                        Svg.Anchor.MIDDLE,
                        x + cellWidth / 2 - 1,
                        y(row) + CELL_HEIGHT / 2.0 + 4,
                        Scale.text(count));
            }
        }
    }

    private double x(int table, int column) {
        return LEFT + table * (columns.size() * cellWidth + BETWEEN) + column * cellWidth;
    }

    private static double y(int row) {
        return Svg.TOP + 26 + row * (double) CELL_HEIGHT;
    }
}
