package io.turnstile.judge.agreement;

/** Quantiles by nearest rank: always one of the values. */
final class Quantile {

    private Quantile() {}

    /** @param share above 0, up to 1 */
    static double ofSorted(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }
}
