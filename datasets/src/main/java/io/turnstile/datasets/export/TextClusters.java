package io.turnstile.datasets.export;

import io.turnstile.datasets.neardup.TextSource;
import java.util.Map;
import java.util.stream.LongStream;

/** Which texts are so near to each other that a model learns little from the second. */
@FunctionalInterface
public interface TextClusters {

    /** Each text by itself. */
    TextClusters NONE = texts -> new Found(LongStream.range(0, texts.size()).toArray(), 0);

    /**
     * The cluster of each text. It must be a function of the set of texts alone.
     *
     * @param texts no two of which are equal after normalisation, in any order
     */
    Found of(TextSource texts);

    /** What the clusters depend on beside the texts, by the names that it has in the manifest. */
    default Map<String, Number> settings() {
        return Map.of();
    }

    /**
     * What was found.
     *
     * @param numbers one for each text in the order given, the same for texts of one cluster
     * @param crowdedBuckets how many groups of similar texts were so large that not all of their pairs were compared; where
     *     it is not 0, texts may be missing in their clusters
     */
    record Found(long[] numbers, int crowdedBuckets) {}
}
