package io.turnstile.domain.labelling;

/** What becomes of a message's label. */
public sealed interface LabelChange<V extends Comparable<? super V>> {

    /** It stays as it is; also where there is none. */
    record Keep<V extends Comparable<? super V>>() implements LabelChange<V> {}

    /** It is this decision's, with what the request says at present. */
    record Set<V extends Comparable<? super V>>(Decision<V> decision) implements LabelChange<V> {}

    /** There is none any more. */
    record Withdraw<V extends Comparable<? super V>>() implements LabelChange<V> {}
}
