/**
 * Texts that are the same but for little: found by MinHash and locality-sensitive hashing, verified by the exact Jaccard
 * similarity of their character trigrams. Plain Java.
 */
package io.turnstile.datasets.neardup;
