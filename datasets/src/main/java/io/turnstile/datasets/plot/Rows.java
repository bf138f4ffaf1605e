package io.turnstile.datasets.plot;

import java.util.List;

/** Two bars for each bucket, one beneath the other: for buckets with long names. */
public final class Rows {

    private static final int LEFT = 230;
    private static final int RIGHT = 70;
    private static final int ROW = 34;
    private static final int BAR = 12;
    private static final int LONGEST = 32;

    private Rows() {}

    /**
     * Draws them.
     *
     * @param note what is counted, beneath the title
     */
    public static String svg(String title, String note, Series series, List<Bucket> buckets) {
        var svg = new Svg(title, note);
        svg.key(series.first(), series.second());
        int bottom = Svg.TOP + buckets.size() * ROW;
        double length = Svg.WIDTH - LEFT - RIGHT;
        Scale scale = Scale.to(buckets.stream().mapToLong(Bucket::largest).max().orElse(1));
        for (long mark : scale.marks()) {
            double x = LEFT + scale.place(mark, length);
            svg.rectangle(Svg.Kind.GRID, x, Svg.TOP - 4, 1, bottom - Svg.TOP + 4);
            svg.text(Svg.Kind.FAINT, Svg.Anchor.MIDDLE, x, bottom + 18, Scale.text(mark));
        }
        svg.text(Svg.Kind.FAINT, Svg.Anchor.END, LEFT - 10, bottom + 18, "rows");
        for (int i = 0; i < buckets.size(); i++) {
            row(svg, buckets.get(i), Svg.TOP + i * ROW, scale, length);
        }
        return svg.text(bottom + 40);
    }

    private static void row(Svg svg, Bucket bucket, double y, Scale scale, double length) {
        svg.text(Svg.Kind.INK, Svg.Anchor.END, LEFT - 10, y + 17, shortened(bucket.name()));
        for (int series = 0; series < 2; series++) {
            double top = y + 1 + series * BAR;
            double bar = scale.place(bucket.of(series), length);
            svg.rectangle(Svg.Kind.ofSeries(series), LEFT, top, bar, BAR);
            svg.text(Svg.Kind.FAINT, Svg.Anchor.START, LEFT + bar + 6, top + 10, Scale.text(bucket.of(series)));
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }
}
