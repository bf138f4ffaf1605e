package io.turnstile.datasets.plot;

import java.util.List;

/** Two columns for each bucket, from left to right: for buckets that have an order. */
public final class Columns {

    private static final int LEFT = 76;
    private static final int PLOT_HEIGHT = 230;
    private static final int HEIGHT = Svg.TOP + PLOT_HEIGHT + 62;
    private static final double GAP = 0.24;
    private static final double WIDEST = 56;

    private final Svg svg;
    private final Scale scale;

    private Columns(Svg svg, Scale scale) {
        this.svg = svg;
        this.scale = scale;
    }

    /**
     * Draws them.
     *
     * @param note what is counted, beneath the title
     * @param axis what the buckets are
     */
    public static String svg(String title, String note, String axis, Series series, List<Bucket> buckets) {
        var svg = new Svg(title, note);
        svg.key(series.first(), series.second());
        var chart = new Columns(
                svg, Scale.to(buckets.stream().mapToLong(Bucket::largest).max().orElse(1)));
        chart.grid();
        double width = (double) (Svg.WIDTH - LEFT - Svg.MARGIN) / Math.max(1, buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            chart.bucket(buckets.get(i), LEFT + i * width, width);
        }
        double middle = LEFT + (Svg.WIDTH - LEFT - Svg.MARGIN) / 2.0;
        svg.text(Svg.Kind.FAINT, Svg.Anchor.MIDDLE, middle, HEIGHT - 16, axis);
        svg.text(Svg.Kind.FAINT, Svg.Anchor.END, LEFT - 8, Svg.TOP + PLOT_HEIGHT + 18, "rows");
        return svg.text(HEIGHT);
    }

    private void grid() {
        for (long mark : scale.marks()) {
            double y = Svg.TOP + PLOT_HEIGHT - scale.place(mark, PLOT_HEIGHT);
            svg.rectangle(Svg.Kind.GRID, LEFT, y, Svg.WIDTH - LEFT - Svg.MARGIN, 1);
            svg.text(Svg.Kind.FAINT, Svg.Anchor.END, LEFT - 8, y + 4, Scale.text(mark));
        }
    }

    private void bucket(Bucket bucket, double x, double width) {
        double column = Math.min(WIDEST, width * (1 - GAP) / 2);
        for (int series = 0; series < 2; series++) {
            double height = scale.place(bucket.of(series), PLOT_HEIGHT);
            svg.rectangle(
                    Svg.Kind.ofSeries(series),
                    x + width / 2 + (series - 1) * column,
                    Svg.TOP + PLOT_HEIGHT - height,
                    column,
                    height);
        }
        svg.text(Svg.Kind.INK, Svg.Anchor.MIDDLE, x + width / 2, Svg.TOP + PLOT_HEIGHT + 18, bucket.name());
    }
}
