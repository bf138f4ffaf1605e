package io.turnstile.domain.turn;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * The joins that turns merge by. Each is commutative, associative and idempotent with null, "not known", as its least
 * element; so their product is too, and the order and the number of a turn's rows do not matter.
 */
final class Join {

    private Join() {}

    static <T extends Comparable<? super T>> T smallest(T left, T right) {
        return greatest(left, right, Comparator.<T>naturalOrder().reversed());
    }

    static <T extends Comparable<? super T>> T largest(T left, T right) {
        return greatest(left, right, Comparator.naturalOrder());
    }

    /** @param order must tell apart whatever is not equal, or the join depends on the order of arrival */
    static <T> T greatest(T left, T right, Comparator<? super T> order) {
        if (left == null) {
            return right;
        }
        return right == null || order.compare(left, right) >= 0 ? left : right;
    }

    static <T extends Comparable<? super T>> SortedSet<T> union(SortedSet<T> left, SortedSet<T> right) {
        if (left.containsAll(right)) {
            return left;
        }
        var union = new TreeSet<>(left);
        union.addAll(right);
        return union;
    }

    static <K extends Comparable<? super K>, V> SortedMap<K, V> union(
            SortedMap<K, V> left, SortedMap<K, V> right, BinaryOperator<V> merge) {
        if (right.isEmpty()) {
            return left;
        }
        var union = new TreeMap<>(left);
        right.forEach((key, value) -> union.merge(key, value, merge));
        return union;
    }
}
