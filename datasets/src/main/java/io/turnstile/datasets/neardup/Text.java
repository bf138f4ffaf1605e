package io.turnstile.datasets.neardup;

import java.util.Objects;

/**
 * A text to compare.
 *
 * @param id what names it; clusters are named by the smallest one
 * @param text as it is, not normalised
 */
public record Text(String id, String text) {

    public Text {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
    }
}
