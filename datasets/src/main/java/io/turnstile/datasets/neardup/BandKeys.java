package io.turnstile.datasets.neardup;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Into which buckets texts fall. Texts with too few trigrams fall into none.
 *
 * @param numbers of the texts that have keys, ascending
 * @param ofBands by band, the key of each of them
 * @param sketches of each of them
 */
record BandKeys(int[] numbers, int[][] ofBands, long[][] sketches) {

    static BandKeys of(TextSource texts, NearDuplicateConfiguration configuration) {
        var banding = Banding.of(configuration.threshold());
        var signatures = new Signatures(banding);
        var sketches = new Sketches(banding, configuration.threshold());
        var sketched = new long[texts.size()][];
        var numbers = new int[texts.size()];
        var ofBands = new int[banding.bands()][texts.size()];
        // Where the next text, and where its keys go.
        var next = new int[2];
        texts.forEach(text -> {
            long[] shingles = Shingles.of(text);
            if (shingles.length >= configuration.minShingles()) {
                byte[] signature = signatures.of(shingles);
                int[] keys = signatures.keys(signature);
                for (int band = 0; band < keys.length; band++) {
                    ofBands[band][next[1]] = keys[band];
                }
                sketched[next[1]] = sketches.of(signature);
                numbers[next[1]++] = next[0];
            }
            next[0]++;
        });
        return new BandKeys(
                Arrays.copyOf(numbers, next[1]),
                Arrays.stream(ofBands).map(keys -> Arrays.copyOf(keys, next[1])).toArray(int[][]::new),
                Arrays.copyOf(sketched, next[1]));
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
