package io.turnstile.datasets.neardup;

/**
 * Clusters without names.
 *
 * @param numbers one for each text in the order given, the same for texts of one cluster: the place of its first
 * @param crowdedBuckets as in {@link Clusters}
 */
public record NumberedClusters(int[] numbers, int crowdedBuckets) {}
