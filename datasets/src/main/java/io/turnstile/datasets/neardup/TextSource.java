package io.turnstile.datasets.neardup;

import java.util.function.Consumer;

/** Texts in an order that stays. They need not fit into memory together. */
public interface TextSource {

    /** How many. */
    int size();

    /** Reads all of them, one after the other. */
    void forEach(Consumer<String> action);

    /** Reads one. @param place from 0 */
    String at(int place);
}
