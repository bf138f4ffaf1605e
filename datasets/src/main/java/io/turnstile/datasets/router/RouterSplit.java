package io.turnstile.datasets.router;

import java.util.List;

/**
 * The rows of a split that are used.
 *
 * @param name as its files are called
 * @param texts in their order
 * @param available how many rows it has in all
 */
public record RouterSplit(String name, List<LabelledText> texts, long available) {

    public RouterSplit {
        texts = List.copyOf(texts);
    }

    int[] labels() {
        return texts.stream().mapToInt(LabelledText::label).toArray();
    }

    boolean hasBothClasses() {
        return texts.stream().map(LabelledText::label).distinct().count() == 2;
    }
}
