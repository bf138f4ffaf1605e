package io.turnstile.datasets.router;

import java.util.List;

/** Turns texts into features. */
@FunctionalInterface
public interface Embedding {

    /** For each text, in the order given, numbers; as many for each. */
    double[][] of(List<String> texts);
}
