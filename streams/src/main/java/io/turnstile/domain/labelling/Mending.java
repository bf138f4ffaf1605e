package io.turnstile.domain.labelling;

/** What the topic of verdicts needs, so that its latest record of a message is the one that holds. */
public sealed interface Mending<V extends Comparable<? super V>> {

    /** Nothing, as far as can be seen. */
    record None<V extends Comparable<? super V>>() implements Mending<V> {}

    /** This decision once more: something else lies on top of it. */
    record Resend<V extends Comparable<? super V>>(Decision<V> decision) implements Mending<V> {}

    /** A tombstone: the message is not to be judged any more. */
    record Retract<V extends Comparable<? super V>>() implements Mending<V> {}
}
