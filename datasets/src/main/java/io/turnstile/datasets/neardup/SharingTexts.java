package io.turnstile.datasets.neardup;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/**
 * The texts that share a bucket with another: only they are compared. They are in an order of their own, so that the one in
 * which they came is forgotten here: by how they begin, so that in a crowd like stands near like, and then by their hash.
 *
 * @param numbers by place, which text each is
 * @param keysOfBands by band, the key of each place
 * @param sketches by place
 */
record SharingTexts(TextSource texts, int[] numbers, int[][] keysOfBands, long[][] sketches) {

    private static final Hasher64 HASHER = Hashing.xxh3_64();
    private static final int BEGINNING = 40;

    private record Sharing(String beginning, long hash, int place) {}

    /** @param texts what the keys were made of */
    static SharingTexts of(TextSource texts, BandKeys keys) {
        BitSet places = keys.sharing();
        var sharing = new ArrayList<Sharing>(places.cardinality());
        var next = new int[1];
        texts.forEach(text -> {
            int place = Arrays.binarySearch(keys.numbers(), next[0]++);
            if (place >= 0 && places.get(place)) {
                String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
                sharing.add(new Sharing(beginning, HASHER.hashCharsToLong(text), place));
            }
        });
        sharing.sort(Comparator.comparing(Sharing::beginning).thenComparing(Sharing::hash));
        int[] inOrder = sharing.stream().mapToInt(Sharing::place).toArray();
        return new SharingTexts(
                texts,
                at(keys.numbers(), inOrder),
                at(keys.ofBands(), inOrder),
                Arrays.stream(inOrder).mapToObj(place -> keys.sketches()[place]).toArray(long[][]::new));
    }

    long[] shingles(int place) {
        return Shingles.of(texts.at(numbers[place]));
    }

    private static int[][] at(int[][] ofBands, int[] places) {
        var there = new int[ofBands.length][];
        for (int band = 0; band < ofBands.length; band++) {
            there[band] = at(ofBands[band], places);
        }
        return there;
    }

    private static int[] at(int[] all, int[] places) {
        var there = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            there[i] = all[places[i]];
        }
        return there;
    }
}
