package io.turnstile.datasets.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        boolean isReleased,
        List<DatasetFile> files) {

    public ExportSummary {
        shares = List.copyOf(shares);
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
