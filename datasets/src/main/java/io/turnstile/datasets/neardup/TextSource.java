package io.turnstile.datasets.neardup;

import java.util.function.Consumer;

/** Texts that are read one after the other, and more than once: they need not fit into memory together. */
public interface TextSource {

    /** How many. */
    int size();

    /** Reads all of them, each time in the same order. */
    void forEach(Consumer<String> action);
}
