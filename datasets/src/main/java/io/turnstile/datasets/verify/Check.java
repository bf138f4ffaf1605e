package io.turnstile.datasets.verify;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that was looked at.
 *
 * @param name what, in words with hyphens
 * @param isPassed whether it is as it should be
 * @param found what was counted, or what is wrong; never a text of a turn
 */
public record Check(String name, boolean isPassed, String found) {

    private static final int SHOWN = 5;

    /** Passed if there is no fault. @param counted what to say then */
    static Check of(String name, Collection<String> faults, String counted) {
        return faults.isEmpty() ? new Check(name, true, counted) : new Check(name, false, text(List.copyOf(faults)));
    }

    private static String text(List<String> faults) {
        String shown = faults.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return faults.size() > SHOWN ? shown + "; and " + (faults.size() - SHOWN) + " more" : shown;
    }
}
