package io.turnstile.datasets.neardup;

import io.turnstile.plan.NormalisedText;
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
 * <p>Needs about 130 bytes a text beside the normalised texts, and 300,000 prompts take a quarter of a minute on one core.
 */
public final class NearDuplicates {

    private final NearDuplicateConfiguration configuration;
    private final String[] normalised;
    private final DisjointSets sets;

    private NearDuplicates(NearDuplicateConfiguration configuration, String[] normalised) {
        this.configuration = configuration;
        this.normalised = normalised;
        this.sets = new DisjointSets(normalised.length);
    }

    /** For each text, in the order given, its cluster. Ids may repeat; equal ids do not make texts equal. */
    public static Clusters clusters(List<Text> texts, NearDuplicateConfiguration configuration) {
        var distinct = DistinctTexts.of(texts);
        var search = new NearDuplicates(configuration, distinct.normalised());
        BucketComparison comparison = search.compare();
        return new Clusters(
                clusters(texts, distinct.numbers(), search.sets),
                comparison.comparisons(),
                comparison.crowdedBuckets());
    }

    private BucketComparison compare() {
        int[] numbers = IntStream.range(0, normalised.length)
                .filter(number -> shingles(number).length >= configuration.minShingles())
                .toArray();
        int[][] keys = keysOfBands(numbers, Banding.of(configuration.threshold()));
        var comparison = new BucketComparison(configuration, keys, sets, numbers, place -> shingles(numbers[place]));
        for (int band = 0; band < keys.length; band++) {
            int ofBand = band;
            Buckets.visit(keys[band], members -> comparison.compare(ofBand, members));
        }
        return comparison;
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
