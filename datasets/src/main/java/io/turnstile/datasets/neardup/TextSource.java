package io.turnstile.datasets.neardup;

import java.util.function.Consumer;

/** Texts in an order that stays. They need not fit into memory together. */
public interface TextSource {

    /** How many. */
    int size();

    /** Reads one. @param place from 0 */
    String at(int place);

    /** Reads all of them, one after the other. */
    default void forEach(Consumer<String> action) {
        for (int place = 0; place < size(); place++) {
            action.accept(at(place));
        }
    }
}
