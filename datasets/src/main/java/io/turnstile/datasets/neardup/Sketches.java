package io.turnstile.datasets.neardup;

/**
 * Four bits of each component of texts' signatures. They are equal where the components are, with the probability of the
 * texts' similarity, and otherwise in one of sixteen cases. Texts that only by chance fell into one bucket are told apart by
 * them without being read, which for pages takes a hundred times longer.
 */
final class Sketches {

    private static final int BITS = 4;
    private static final int IN_A_LONG = Long.SIZE / BITS;
    private static final long LOWEST_BITS = 0x1111_1111_1111_1111L;

    /**
     * How many standard deviations fewer than expected may be equal. By the binomial distribution a pair at the threshold is
     * lost in less than one of ten thousand cases, and up to a threshold of 0.97 of a million; one of a hundred is lost
     * because it falls into no bucket.
     */
    private static final double DEVIATIONS = 5.5;

    private final int components;
    private final int least;

    Sketches(Banding banding, double threshold) {
        components = banding.components();
        double equal = threshold + (1 - threshold) / (1 << BITS);
        double deviation = Math.sqrt(components * equal * (1 - equal));
        least = (int) Math.floor(components * equal - DEVIATIONS * deviation);
    }

    /** @param signature components of 32 bits */
    long[] of(byte[] signature) {
        var sketch = new long[(components + IN_A_LONG - 1) / IN_A_LONG];
        for (int i = 0; i < components; i++) {
            long bits = signature[i * Integer.BYTES] & ((1 << BITS) - 1);
            sketch[i / IN_A_LONG] |= bits << i % IN_A_LONG * BITS;
        }
        return sketch;
    }

    /** Whether as many components seem equal as those of two near texts must be. */
    boolean mayBeNear(long[] one, long[] other) {
        int different = 0;
        for (int i = 0; i < one.length; i++) {
            long bits = one[i] ^ other[i];
            bits |= bits >>> 1;
            bits |= bits >>> 2;
            different += Long.bitCount(bits & LOWEST_BITS);
        }
        return components - different >= least;
    }
}
