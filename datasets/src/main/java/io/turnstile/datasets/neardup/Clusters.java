package io.turnstile.datasets.neardup;

import java.util.List;

/**
 * The clusters of texts.
 *
 * @param ofTexts for each text, in the order given, its cluster
 * @param comparisons how many pairs of texts were compared exactly
 * @param crowdedBuckets in how many buckets pairs were left out, because they held more texts than
 *     {@link NearDuplicateConfiguration#window()} reaches; where it is 0, recall is as computed
 */
public record Clusters(List<Cluster> ofTexts, long comparisons, int crowdedBuckets) {

    public Clusters {
        ofTexts = List.copyOf(ofTexts);
    }
}
