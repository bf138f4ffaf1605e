package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Comparator;

/**
 * A text that the model wrote.
 *
 * @param at when, by the row's event time
 * @param text what
 */
public record ModelText(Instant at, String text) {

    /** The latest wins; of two at one time the longest, then the smallest, so that the choice never depends on arrival. */
    static final Comparator<ModelText> LATEST =
            Comparator.comparing(ModelText::at).thenComparing(ModelText::text, UserText.LONGEST);
}
