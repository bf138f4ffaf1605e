package io.turnstile.producers;

import java.util.OptionalLong;

/** Told how far producing has come, after each transaction and on the producing thread. */
@FunctionalInterface
public interface ProduceProgress {

    /** For whoever does not want to know. */
    ProduceProgress NONE = (rows, expected) -> {};

    /**
     * @param rows rows committed so far
     * @param expected rows that the source expects to yield; empty where it cannot tell
     */
    void committed(long rows, OptionalLong expected);
}
