package io.turnstile.embedded.kusto;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The extents of a table in the order of their cursors; immutable. Appending shares the array, so that it costs the same
 * whatever the table holds: only the newest log may be appended to, by one thread at a time.
 */
final class ExtentLog {

    static final ExtentLog EMPTY = new ExtentLog(new Extent[0], 0);

    private final Extent[] shared;
    private final int size;

    private ExtentLog(Extent[] shared, int size) {
        this.shared = shared;
        this.size = size;
    }

    ExtentLog append(Extent extent) {
        Extent[] array = size < shared.length ? shared : Arrays.copyOf(shared, Math.max(16, 2 * size));
        array[size] = extent;
        return new ExtentLog(array, size + 1);
    }

    /** Without what lies at or below a cursor. It is copied, because older logs still read what is left out here. */
    ExtentLog above(long cursor) {
        int kept = firstAbove(cursor);
        return kept == 0 ? this : new ExtentLog(Arrays.copyOfRange(shared, kept, size), size - kept);
    }

    /** @param after exclusive; upTo inclusive */
    Stream<Extent> between(long after, long upTo) {
        int from = firstAbove(after);
        return Arrays.stream(shared, from, Math.max(from, firstAbove(upTo)));
    }

    long rows() {
        return between(DatabaseCursor.BEGINNING, DatabaseCursor.END)
                .mapToLong(extent -> extent.rows().count())
                .sum();
    }

    private int firstAbove(long cursor) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shared[middle].cursorValue() > cursor) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
