package io.turnstile.domain.labelling;

import java.util.Optional;

/**
 * What follows from a request or a verdict that arrived.
 *
 * @param next what is known now
 * @param label what becomes of the label
 * @param mending what the topic of verdicts needs
 * @param ignored why a verdict changed no label; empty where it did, and for whatever is no verdict
 */
public record Step<V extends Comparable<? super V>>(
        Labelling<V> next, LabelChange<V> label, Mending<V> mending, Optional<IgnoredVerdict> ignored) {

    Step<V> ignoredFor(IgnoredVerdict reason) {
        return new Step<>(next, label, mending, Optional.of(reason));
    }
}
