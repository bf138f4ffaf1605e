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
 * <p>Needs about 250 bytes a text, however long it is, and some 200 more for one that shares a bucket with others.
 */
public final class NearDuplicates {

    private final NearDuplicateConfiguration configuration;
    private final TextSource texts;
    private final DisjointSets sets;

    private NearDuplicates(NearDuplicateConfiguration configuration, TextSource texts) {
        this.configuration = configuration;
        this.texts = texts;
        this.sets = new DisjointSets(texts.size());
    }

    /** For each text, in the order given, its cluster. Ids may repeat; equal ids do not make texts equal. */
    public static Clusters clusters(List<Text> texts, NearDuplicateConfiguration configuration) {
        var distinct = DistinctTexts.of(texts);
        var search = new NearDuplicates(configuration, distinct);
        BucketComparison comparison = search.compare();
        return new Clusters(
                clusters(texts, distinct.numbers(), search.sets),
                comparison.comparisons(),
                comparison.crowdedBuckets());
    }

    /** Like {@link #clusters}, of texts that differ after normalisation, and that are not all held in memory. */
    public static NumberedClusters ofDistinct(TextSource texts, NearDuplicateConfiguration configuration) {
        var search = new NearDuplicates(configuration, new Normalised(texts));
        BucketComparison comparison = search.compare();
        return new NumberedClusters(
                IntStream.range(0, texts.size()).map(search.sets::smallest).toArray(), comparison.crowdedBuckets());
    }

    private BucketComparison compare() {
        BandKeys keys = BandKeys.of(texts, configuration);
        SharingTexts sharing = SharingTexts.of(texts, keys);
        var sketches = new Sketches(Banding.of(configuration.threshold()), configuration.threshold());
        var comparison = new BucketComparison(configuration, sharing, sets, sketches);
        for (int band = 0; band < sharing.keysOfBands().length; band++) {
            int ofBand = band;
            Buckets.visit(sharing.keysOfBands()[band], members -> comparison.compare(ofBand, members));
        }
        return comparison;
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

    private record Normalised(TextSource texts) implements TextSource {

        @Override
        public int size() {
            return texts.size();
        }

        @Override
        public String at(int place) {
            return NormalisedText.of(texts.at(place));
        }
    }
}
