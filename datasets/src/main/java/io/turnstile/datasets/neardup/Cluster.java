package io.turnstile.datasets.neardup;

/**
 * Texts that are connected by near-duplicates: a is near b, b is near c, and so all three, even if a and c are not near
 * each other.
 *
 * @param id the smallest id of its texts
 * @param texts how many it holds, equal ones among them; 1 where nothing is near
 * @param distinctTexts how many of them differ when normalised
 */
public record Cluster(String id, int texts, int distinctTexts) {}
