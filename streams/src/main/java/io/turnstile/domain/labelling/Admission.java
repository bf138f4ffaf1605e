package io.turnstile.domain.labelling;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose verdicts make labels. People's always do.
 *
 * @param isAny whether every judge's do
 * @param fingerprints the judges whose verdicts do, where not every one's does
 */
public record Admission(boolean isAny, Set<String> fingerprints) {

    public Admission {
        fingerprints = Set.copyOf(fingerprints);
    }

    /** Every judge's. Labels of several judges then stand side by side. */
    public static Admission any() {
        return new Admission(true, Set.of());
    }

    /** These judges', and no other's. */
    public static Admission of(Collection<String> fingerprints) {
        return new Admission(false, Set.copyOf(fingerprints));
    }

    public boolean admits(String fingerprint, boolean isHuman) {
        return isHuman || isAny || fingerprints.contains(fingerprint);
    }

    /** The same text for the same admission. */
    public String text() {
        return isAny ? "any" : String.join(",", new TreeSet<>(fingerprints));
    }
}
