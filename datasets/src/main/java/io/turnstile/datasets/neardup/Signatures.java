package io.turnstile.datasets.neardup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHasher;
import com.dynatrace.hash4j.similarity.SimilarityHashing;

/**
 * The signatures of sets of shingles, and the keys of the buckets that they fall into, one a band. Not for use by several
 * threads.
 *
 * <p>SuperMinHash (Ertl, 2017) takes a third of plain MinHash's time for a prompt, a twentieth for a page. Its components
 * vary together less than independent ones, so that slightly more pairs are found than {@link Banding#probability} says.
 */
final class Signatures {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private final Banding banding;
    private final SimilarityHasher superMinHash;

    Signatures(Banding banding) {
        this.banding = banding;
        this.superMinHash = SimilarityHashing.superMinHash(banding.components(), Integer.SIZE)
                .createHasher();
    }

    /** Components of 32 bits. @param shingles at least one */
    byte[] of(long[] shingles) {
        return superMinHash.compute(
                ElementHashProvider.ofFunction(i -> HASHER.hashLongLongToLong(shingles[i], 0), shingles.length));
    }

    /**
     * A key of 32 bits a band. Two unlike texts share one by chance once in four thousand million pairs; it costs a
     * comparison.
     */
    int[] keys(byte[] signature) {
        int bytes = banding.rows() * Integer.BYTES;
        var keys = new int[banding.bands()];
        for (int band = 0; band < keys.length; band++) {
            keys[band] = (int) HASHER.hashBytesToLong(signature, band * bytes, bytes);
        }
        return keys;
    }
}
