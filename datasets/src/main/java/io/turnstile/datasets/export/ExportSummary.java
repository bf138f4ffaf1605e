package io.turnstile.datasets.export;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an export came to.
 *
 * @param directory where the files are
 * @param plan the plan's name
 * @param size that was drawn, in all splits together
 * @param askedSize that the plan asks for
 * @param shares each class in each split
 * @param candidates labelled turns of the plan's dataset and judges
 * @param nearDuplicates turns that were left out as near-duplicates
 * @param lateMessages messages that have records behind the offsets only: new ones, and such whose earlier record compaction
 *     has removed, so that they are missing. 0: nothing is missing
 * @param lateOfParts the same of other files that the export has, such as {@code conversations}: how many
 * @param isReleased whether the dataset is for release
 * @param files all of them, by path
 */
public record ExportSummary(
        Path directory,
        String plan,
        int size,
        int askedSize,
        List<ShareCount> shares,
        long candidates,
        long nearDuplicates,
        long lateMessages,
        SortedMap<String, Long> lateOfParts,
        boolean isReleased,
        List<DatasetFile> files) {

    public ExportSummary {
        shares = List.copyOf(shares);
        lateOfParts = Collections.unmodifiableSortedMap(new TreeMap<>(lateOfParts));
        files = List.copyOf(files);
    }

    /**
     * One class in one split.
     *
     * @param quota how many were to be drawn; empty where all are taken
     * @param drawn how many were
     * @param available how many there were to draw from, after caps
     */
    public record ShareCount(String split, String labelName, Optional<Integer> quota, int drawn, int available) {

        /** How many are missing. */
        public int shortfall() {
            return Math.max(0, quota.orElse(0) - drawn);
        }
    }
}
