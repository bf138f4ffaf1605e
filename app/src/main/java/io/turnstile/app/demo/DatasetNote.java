package io.turnstile.app.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset that a demo left.
 *
 * @param plan its name
 * @param directory where it is; null where there were too few labelled turns for any
 * @param size turns in its balanced splits
 * @param askedSize how many the plan asks for
 * @param balance of each balanced split, in the order train, validation, test
 * @param hasPlots whether there are plots in it
 * @param failedChecks what verification found wrong, by the checks' names
 */
public record DatasetNote(
        String plan,
        String directory,
        int size,
        int askedSize,
        Map<String, Classes> balance,
        boolean hasPlots,
        List<String> failedChecks) {

    /** Turns of each class. */
    public record Classes(int reasoning, int nonReasoning) {}

    public DatasetNote {
        balance = Collections.unmodifiableMap(new LinkedHashMap<>(balance));
        failedChecks = List.copyOf(failedChecks);
    }
}
