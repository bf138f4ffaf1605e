package io.turnstile.datasets.neardup;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The set of character trigrams of a normalised text, with a space before and after it, so that the first letter weighs
 * as much as any other. A trigram of code points of 21 bits fits into a long as it is: the sets are exact.
 *
 * <p>Trigrams, because prompts are short: a letter that differs changes three of them, where it would change five
 * 5-grams, and half a prompt of ten words' word pairs.
 */
final class Shingles {

    private static final int CODE_POINT_BITS = 21;
    private static final long THREE_CODE_POINTS = (1L << 3 * CODE_POINT_BITS) - 1;

    private Shingles() {}

    /** Sorted, without repetitions. Empty for an empty text. */
    static long[] of(String normalised) {
        int[] codePoints =
                IntStream.concat(normalised.codePoints(), IntStream.of(' ')).toArray();
        var shingles = new long[Math.max(0, codePoints.length - 1)];
        long shingle = ' ';
        for (int i = 0; i < codePoints.length; i++) {
            shingle = (shingle << CODE_POINT_BITS | codePoints[i]) & THREE_CODE_POINTS;
            if (i > 0) {
                shingles[i - 1] = shingle;
            }
        }
        Arrays.sort(shingles);
        return withoutRepetitions(shingles);
    }

    private static long[] withoutRepetitions(long[] sorted) {
        int distinct = 0;
        for (long shingle : sorted) {
            if (distinct == 0 || sorted[distinct - 1] != shingle) {
                sorted[distinct++] = shingle;
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    /** Whether the Jaccard similarity of two sets reaches a threshold. */
    static boolean areNear(long[] left, long[] right, double threshold) {
        // The similarity cannot be above the ratio of the sizes.
        double ceiling = (double) Math.min(left.length, right.length) / Math.max(left.length, right.length);
        return ceiling >= threshold && jaccard(left, right) >= threshold;
    }

    /** What two sets have in common, as a share of what either has; 1 for two empty ones. */
    static double jaccard(long[] left, long[] right) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            long difference = left[i] - right[j];
            common += difference == 0 ? 1 : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        int either = left.length + right.length - common;
        return either == 0 ? 1 : (double) common / either;
    }
}
