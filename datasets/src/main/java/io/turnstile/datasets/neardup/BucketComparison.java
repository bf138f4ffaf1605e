package io.turnstile.datasets.neardup;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the texts of buckets, and joins those that are near. A pair that is joined already is not compared, nor one that
 * was compared in a bucket of an earlier band. Texts have places, in their order.
 */
final class BucketComparison {

    /** How much further than the window a text looks for others that it has not been compared with. */
    private static final int REACH = 30;

    private static final SoftReference<long[]> NONE = new SoftReference<>(null);

    private final NearDuplicateConfiguration configuration;
    private final int[][] keysOfBands;
    private final DisjointSets sets;
    private final int[] numbers;
    private final SharingTexts texts;
    private final Sketches sketches;
    private final int reach;
    private final Set<Long> crowded = new HashSet<>();
    private long comparisons;

    /**
     * Nothing is compared yet.
     *
     * @param sets in which near texts are joined, by their numbers
     */
    BucketComparison(
            NearDuplicateConfiguration configuration, SharingTexts texts, DisjointSets sets, Sketches sketches) {
        this.configuration = configuration;
        this.keysOfBands = texts.keysOfBands();
        this.sets = sets;
        this.numbers = texts.numbers();
        this.texts = texts;
        this.sketches = sketches;
        this.reach = (int) Math.min(Integer.MAX_VALUE, (long) REACH * configuration.window());
    }

    /** How many pairs were compared exactly. */
    long comparisons() {
        return comparisons;
    }

    /** In how many buckets pairs were left out. */
    int crowdedBuckets() {
        return crowded.size();
    }

    /**
     * Shingles are made when they are needed, and held as far as texts reach and as long as there is memory: thousands of
     * long texts would not fit.
     */
    void compare(int band, int[] members) {
        if (areAllJoined(members)) {
            return;
        }
        var shingles = new ArrayList<SoftReference<long[]>>(Collections.nCopies(members.length, NONE));
        boolean isComplete = true;
        for (int i = 1; i < members.length; i++) {
            isComplete &= compareWithEarlier(band, members, shingles, i);
            if (i >= reach) {
                shingles.set(i - reach, NONE);
            }
        }
        if (!isComplete && !areAllJoined(members)) {
            crowded.add(bucket(band, members[0]));
        }
    }

    /** Whether no pair was left out. */
    private boolean compareWithEarlier(int band, int[] members, List<SoftReference<long[]>> shingles, int i) {
        int left = configuration.window();
        int last = Math.max(0, i - reach);
        for (int j = i - 1; j >= last; j--) {
            if (areJoined(members[i], members[j]) || wereCompared(band, members[i], members[j])) {
                continue;
            }
            if (left-- == 0) {
                return false;
            }
            if (!sketches.mayBeNear(texts.sketches()[members[i]], texts.sketches()[members[j]])) {
                continue;
            }
            comparisons++;
            if (Shingles.areNear(made(shingles, members, i), made(shingles, members, j), configuration.threshold())) {
                sets.join(numbers[members[i]], numbers[members[j]]);
            }
        }
        return last == 0;
    }

    /** In a crowded bucket, nobody knows. */
    private boolean wereCompared(int band, int one, int other) {
        for (int earlier = 0; earlier < band; earlier++) {
            if (keysOfBands[earlier][one] == keysOfBands[earlier][other] && !crowded.contains(bucket(earlier, one))) {
                return true;
            }
        }
        return false;
    }

    private long bucket(int band, int place) {
        return (long) band << Integer.SIZE | Integer.toUnsignedLong(keysOfBands[band][place]);
    }

    private boolean areAllJoined(int[] members) {
        return Arrays.stream(members).allMatch(member -> areJoined(members[0], member));
    }

    private boolean areJoined(int one, int other) {
        return sets.areJoined(numbers[one], numbers[other]);
    }

    private long[] made(List<SoftReference<long[]>> shingles, int[] members, int i) {
        long[] made = shingles.get(i).get();
        if (made == null) {
            made = texts.shingles(members[i]);
            shingles.set(i, new SoftReference<>(made));
        }
        return made;
    }
}
