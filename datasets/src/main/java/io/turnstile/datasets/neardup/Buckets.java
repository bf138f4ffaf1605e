package io.turnstile.datasets.neardup;

import java.util.Arrays;

/** The texts of a band by their keys. */
final class Buckets {

    private Buckets() {}

    interface Visitor {
        /** @param members the places of a bucket's texts, ascending; at least two */
        void visit(int[] members);
    }

    /**
     * Visits every bucket that holds more than one text, in the order of the keys.
     *
     * @param keys of texts, place by place
     */
    static void visit(int[] keys, Visitor visitor) {
        var entries = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = (long) keys[i] << Integer.SIZE | i;
        }
        Arrays.sort(entries);
        int from = 0;
        for (int to = 1; to <= entries.length; to++) {
            if (to == entries.length || key(entries[to]) != key(entries[from])) {
                if (to - from > 1) {
                    visitor.visit(Arrays.stream(entries, from, to)
                            .mapToInt(entry -> (int) entry)
                            .toArray());
                }
                from = to;
            }
        }
    }

    private static long key(long entry) {
        return entry >> Integer.SIZE;
    }
}
