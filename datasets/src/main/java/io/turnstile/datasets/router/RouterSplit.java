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

    /** Turns of the class that has fewer; 0 where one has none. */
    long ofRarerClass() {
        long reasoning = texts.stream().filter(text -> text.label() == 0).count();
        return Math.min(reasoning, texts.size() - reasoning);
    }
}
