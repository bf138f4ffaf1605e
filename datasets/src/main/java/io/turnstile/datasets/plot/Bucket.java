package io.turnstile.datasets.plot;

/**
 * What one place of a chart shows.
 *
 * @param name what stands beneath or beside it
 * @param first the count of the first series
 * @param second the count of the second
 */
public record Bucket(String name, long first, long second) {

    long largest() {
        return Math.max(first, second);
    }

    long of(int series) {
        return series == 0 ? first : second;
    }
}
