package io.turnstile.datasets.verify;

import java.util.List;
import java.util.SortedMap;

/**
 * A split, or a split at natural prevalence.
 *
 * @param stem the files' name without its ending
 * @param rows in the order in which they stand
 * @param nulls by column, how many rows have none; columns without any are not there
 */
record SplitRows(String stem, List<DatasetRow> rows, SortedMap<String, Long> nulls) {

    private static final String NATURAL = ".natural";

    boolean isNatural() {
        return stem.endsWith(NATURAL);
    }

    /** The split that the files of a stem are of. */
    static String split(String stem) {
        return stem.endsWith(NATURAL) ? stem.substring(0, stem.length() - NATURAL.length()) : stem;
    }

    /** The split that the rows are of: train, validation or test. */
    String split() {
        return split(stem);
    }
}
