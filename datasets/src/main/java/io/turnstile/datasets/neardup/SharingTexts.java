package io.turnstile.datasets.neardup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The texts that share a bucket with another: only they are compared, and only they are held in memory. They are in their
 * own order, so that the one in which they came is forgotten here.
 *
 * @param numbers by place, what each is numbered
 * @param keysOfBands by band, the key of each place
 */
record SharingTexts(List<String> texts, int[] numbers, int[][] keysOfBands) {

    private record Sharing(String text, int place) {}

    /** @param source what the keys were made of */
    static SharingTexts of(TextSource source, BandKeys keys) {
        BitSet places = keys.sharing();
        var sharing = new ArrayList<Sharing>(places.cardinality());
        var next = new int[1];
        source.forEach(text -> {
            int place = Arrays.binarySearch(keys.numbers(), next[0]++);
            if (place >= 0 && places.get(place)) {
                sharing.add(new Sharing(text, place));
            }
        });
        sharing.sort(Comparator.comparing(Sharing::text));
        int[] inOrder = sharing.stream().mapToInt(Sharing::place).toArray();
        return new SharingTexts(
                sharing.stream().map(Sharing::text).toList(), at(keys.numbers(), inOrder), at(keys.ofBands(), inOrder));
    }

    long[] shingles(int place) {
        return Shingles.of(texts.get(place));
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
