package io.turnstile.datasets.export;

import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.util.List;
import java.util.Locale;

/** What datasets, splits and classes are called in a dataset. */
final class Names {

    /** The classes, by label. */
    static final List<String> LABELS = List.of("reasoning", "non-reasoning");

    private Names() {}

    /** A constant's name as it stands in files and on the command line. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String label(Share share) {
        return LABELS.get(share.label());
    }

    /** The stem of the files of a split at its natural prevalence. */
    static String natural(Split split) {
        return of(split) + ".natural";
    }
}
