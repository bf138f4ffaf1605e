package io.turnstile.datasets.neardup;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Into which buckets texts fall. Texts with too few trigrams fall into none.
 *
 * @param numbers of the texts that have keys, ascending
 * @param ofBands by band, the key of each of them
 */
record BandKeys(int[] numbers, int[][] ofBands) {

    static BandKeys of(TextSource texts, NearDuplicateConfiguration configuration) {
        var banding = Banding.of(configuration.threshold());
        var signatures = new Signatures(banding);
        var numbers = new int[texts.size()];
        var ofBands = new int[banding.bands()][texts.size()];
        // Where the next text, and where its keys go.
        var next = new int[2];
        texts.forEach(text -> {
            long[] shingles = Shingles.of(text);
            if (shingles.length >= configuration.minShingles()) {
                int[] keys = signatures.keys(shingles);
                for (int band = 0; band < keys.length; band++) {
                    ofBands[band][next[1]] = keys[band];
                }
                numbers[next[1]++] = next[0];
            }
            next[0]++;
        });
        return new BandKeys(
                Arrays.copyOf(numbers, next[1]),
                Arrays.stream(ofBands).map(keys -> Arrays.copyOf(keys, next[1])).toArray(int[][]::new));
    }

    /** The places of the texts that share a bucket with another. */
    BitSet sharing() {
        var sharing = new BitSet(numbers.length);
        for (int[] keys : ofBands) {
            Buckets.visit(keys, members -> Arrays.stream(members).forEach(sharing::set));
        }
        return sharing;
    }
}
