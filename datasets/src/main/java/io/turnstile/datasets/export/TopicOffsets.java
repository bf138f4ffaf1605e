package io.turnstile.datasets.export;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to where a topic is read.
 *
 * @param topic its full name
 * @param ends by partition the offset that is not read any more
 */
public record TopicOffsets(String topic, SortedMap<Integer, Long> ends) {

    public TopicOffsets {
        ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
    }

    /** The sum of the offsets: how many records there are at most. */
    public long sum() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }
}
