package io.turnstile.datasets.export;

import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Which texts are so near to each other that a model learns little from the second. */
@FunctionalInterface
public interface TextClusters {

    /** Each text by itself. */
    TextClusters NONE = texts -> LongStream.range(0, texts.size()).toArray();

    /**
     * The cluster of each text. It must be a function of the texts alone.
     *
     * @param texts no two of which are equal after normalisation, in an order that depends on nothing but them
     * @return a number for each text in the order given, the same for texts of one cluster
     */
    long[] of(Texts texts);

    /** Texts on disk: they need not fit into memory together. */
    interface Texts {

        /** How many. */
        int size();

        /** Reads all of them, in their order, one after the other; may be asked for again. */
        void forEach(Consumer<String> action);
    }
}
