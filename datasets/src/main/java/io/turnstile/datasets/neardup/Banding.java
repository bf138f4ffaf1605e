package io.turnstile.datasets.neardup;

/**
 * How a MinHash signature is cut into bands. Two texts are candidates if all rows of a band are equal. A row is equal
 * with the probability of their similarity s, so a pair becomes a candidate with the probability 1 - (1 - s^rows)^bands.
 *
 * @param bands how many
 * @param rows components of the signature in a band
 */
record Banding(int bands, int rows) {

    /** What a pair at the threshold may be missed with; pairs above it are missed more rarely. */
    static final double MISS = 0.01;

    /** Longer signatures make fewer useless candidates; from here on, computing them takes longer than they save. */
    static final int MAX_COMPONENTS = 256;

    /** The longest bands, thus the fewest candidates, that miss no more than that. */
    static Banding of(double threshold) {
        var best = new Banding(bands(threshold, 1), 1);
        for (int rows = 2; rows <= MAX_COMPONENTS; rows++) {
            var longer = new Banding(bands(threshold, rows), rows);
            best = longer.components() <= MAX_COMPONENTS ? longer : best;
        }
        return best;
    }

    /** The length of a signature. */
    int components() {
        return bands * rows;
    }

    /** With which probability two texts of a similarity become candidates. */
    double probability(double similarity) {
        return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
    }

    private static int bands(double threshold, int rows) {
        double needed = Math.log(MISS) / Math.log1p(-Math.pow(threshold, rows));
        return (int) Math.min(MAX_COMPONENTS + 1.0, Math.max(1, Math.ceil(needed)));
    }
}
