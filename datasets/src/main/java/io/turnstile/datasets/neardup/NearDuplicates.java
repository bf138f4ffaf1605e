package io.turnstile.datasets.neardup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds near-duplicates among texts. A pure function of the set of texts: their order does not matter.
 *
 * <p>Texts are normalised ({@link NormalisedText}); equal ones are one. Each has a MinHash signature over its character
 * trigrams, and falls into a bucket a band. The texts of a bucket are compared exactly, and those that are near each other
 * are joined. A pair at the threshold is missed with a probability under {@value Banding#MISS}; no pair below it is taken.
 *
 * <p>Needs about 120 bytes a text beside the normalised texts.
 */
public final class NearDuplicates {

    private final NearDuplicateConfiguration configuration;
    private final String[] normalised;
    private final DisjointSets sets;
    private long comparisons;
    private int crowdedBuckets;

    private NearDuplicates(NearDuplicateConfiguration configuration, String[] normalised) {
        this.configuration = configuration;
        this.normalised = normalised;
        this.sets = new DisjointSets(normalised.length);
    }

    /** For each text, in the order given, its cluster. Ids may repeat; equal ids do not make texts equal. */
    public static Clusters clusters(List<Text> texts, NearDuplicateConfiguration configuration) {
        var distinct = DistinctTexts.of(texts);
        var search = new NearDuplicates(configuration, distinct.normalised());
        search.join();
        return new Clusters(
                clusters(texts, distinct.numbers(), search.sets), search.comparisons, search.crowdedBuckets);
    }

    private void join() {
        int[] numbers = IntStream.range(0, normalised.length)
                .filter(number -> shingles(number).length >= configuration.minShingles())
                .toArray();
        var banding = Banding.of(configuration.threshold());
        int[][] keysOfBands = keysOfBands(numbers, banding);
        for (int band = 0; band < banding.bands(); band++) {
            Buckets.visit(numbers, keysOfBands[band], this::compare);
            keysOfBands[band] = null;
        }
    }

    private int[][] keysOfBands(int[] numbers, Banding banding) {
        var signatures = new Signatures(banding);
        var keysOfBands = new int[banding.bands()][numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int[] keys = signatures.keys(shingles(numbers[i]));
            for (int band = 0; band < keys.length; band++) {
                keysOfBands[band][i] = keys[band];
            }
        }
        return keysOfBands;
    }

    /** Shingles are made when they are needed and held as far as the window reaches: all of them would not fit. */
    private void compare(int[] members) {
        crowdedBuckets += members.length - 1 > configuration.window() ? 1 : 0;
        var shingles = new long[members.length][];
        for (int i = 0; i < members.length; i++) {
            for (int j = i + 1; j < Math.min(members.length, i + 1 + configuration.window()); j++) {
                if (!sets.areJoined(members[i], members[j])) {
                    comparisons++;
                    if (Shingles.areNear(
                            made(shingles, members, i), made(shingles, members, j), configuration.threshold())) {
                        sets.join(members[i], members[j]);
                    }
                }
            }
            shingles[i] = null;
        }
    }

    private long[] made(long[][] shingles, int[] members, int i) {
        if (shingles[i] == null) {
            shingles[i] = shingles(members[i]);
        }
        return shingles[i];
    }

    private long[] shingles(int number) {
        return Shingles.of(normalised[number]);
    }

    private static List<Cluster> clusters(List<Text> texts, int[] numbers, DisjointSets sets) {
        int distinct = 1 + Arrays.stream(numbers).max().orElse(-1);
        var ids = new String[distinct];
        var counts = new int[distinct];
        var distinctCounts = new int[distinct];
        IntStream.range(0, distinct).forEach(number -> distinctCounts[sets.smallest(number)]++);
        for (int i = 0; i < numbers.length; i++) {
            int set = sets.smallest(numbers[i]);
            String id = texts.get(i).id();
            ids[set] = ids[set] == null || id.compareTo(ids[set]) < 0 ? id : ids[set];
            counts[set]++;
        }
        var clusters = new Cluster[distinct];
        Arrays.setAll(clusters, set -> new Cluster(ids[set], counts[set], distinctCounts[set]));
        var ofTexts = new ArrayList<Cluster>(numbers.length);
        Arrays.stream(numbers).forEach(number -> ofTexts.add(clusters[sets.smallest(number)]));
        return ofTexts;
    }
}
