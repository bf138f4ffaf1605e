package io.turnstile.domain.labelling;

import java.util.Comparator;

/**
 * What was decided on one input of a message.
 *
 * @param inputHash what was judged
 * @param isHuman whether a person decided
 * @param time when it was decided, epoch milliseconds
 * @param verdict what was decided
 */
public record Decision<V extends Comparable<? super V>>(String inputHash, boolean isHuman, long time, V verdict) {

    /** Whether both decide the same in the same words, whenever they did. */
    boolean says(Decision<V> other) {
        return verdict.equals(other.verdict);
    }

    /**
     * The one of two decisions on one input that holds: a person's over a judge's, then the later one. Content breaks
     * ties, so that neither the order of arrival nor a repetition matters.
     */
    Decision<V> orBetter(Decision<V> other) {
        Comparator<Decision<V>> order = Comparator.<Decision<V>, Boolean>comparing(Decision::isHuman)
                .thenComparing(Decision::time)
                .thenComparing(Decision::verdict);
        return order.compare(this, other) >= 0 ? this : other;
    }
}
