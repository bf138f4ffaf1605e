package io.turnstile.streams.balancing;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the first so many of a store's rows under a prefix end. It is kept while rows come and go, and moved by scans from
 * where it stands, never from the start.
 */
final class Cut {

    private final Bytes prefix;

    /** Behind every row under the prefix. */
    private final Bytes behind;

    /** What sorts before it is within. */
    private Bytes end;

    private int size;

    private Cut(Bytes prefix, Bytes end, int size) {
        this.prefix = prefix;
        this.behind = KeyOrder.behind(prefix);
        this.end = end;
        this.size = size;
    }

    /** What is told of the rows that a cut moves over, before it has. */
    interface Crossing {

        void enters(KeyValue<Bytes, byte[]> row);

        void leaves(KeyValue<Bytes, byte[]> row);
    }

    /** Before the first row. */
    static Cut none(Bytes prefix) {
        return new Cut(prefix, prefix, 0);
    }

    /** Behind the last row. @param size how many rows there are */
    static Cut all(Bytes prefix, int size) {
        return new Cut(prefix, KeyOrder.behind(prefix), size);
    }

    /** How many rows are within. */
    int size() {
        return size;
    }

    boolean covers(Bytes row) {
        return row.compareTo(prefix) > 0 && row.compareTo(end) < 0;
    }

    /** A row was put that was not there. */
    void added(Bytes row) {
        if (covers(row)) {
            size++;
        }
    }

    /** A row was deleted. */
    void removed(Bytes row) {
        if (covers(row)) {
            size--;
        }
    }

    /** Moves until it has so many rows within, or all. */
    void moveTo(int target, KeyValueStore<Bytes, byte[]> rows, Crossing crossing) {
        moveTo(target, rows, crossing, () -> true);
    }

    /**
     * The same, as far as it may.
     *
     * @param mayGoOn is asked before each row
     * @return whether it got there
     */
    boolean moveTo(int target, KeyValueStore<Bytes, byte[]> rows, Crossing crossing, BooleanSupplier mayGoOn) {
        if (size < target && !end.equals(behind)) {
            return forward(target, rows, crossing, mayGoOn);
        }
        return size <= target || back(target, rows, crossing, mayGoOn);
    }

    private boolean forward(int target, KeyValueStore<Bytes, byte[]> rows, Crossing crossing, BooleanSupplier mayGoOn) {
        try (var scan = rows.range(end, behind)) {
            while (size < target && scan.hasNext()) {
                if (!mayGoOn.getAsBoolean()) {
                    return false;
                }
                KeyValue<Bytes, byte[]> row = scan.next();
                crossing.enters(row);
                size++;
                end = KeyOrder.after(row.key);
            }
        }
        end = size < target ? behind : end;
        return true;
    }

    private boolean back(int target, KeyValueStore<Bytes, byte[]> rows, Crossing crossing, BooleanSupplier mayGoOn) {
        try (var scan = rows.reverseRange(prefix, end)) {
            while (size > target && scan.hasNext()) {
                if (!mayGoOn.getAsBoolean()) {
                    return false;
                }
                KeyValue<Bytes, byte[]> row = scan.next();
                if (covers(row.key)) {
                    crossing.leaves(row);
                    size--;
                    end = row.key;
                }
            }
        }
        return true;
    }

    /** How many bytes {@link #write} takes. */
    int writtenBytes() {
        return Integer.BYTES + Short.BYTES + end.get().length;
    }

    ByteBuffer write(ByteBuffer buffer) {
        return buffer.putInt(size).putShort((short) end.get().length).put(end.get());
    }

    static Cut read(Bytes prefix, ByteBuffer buffer) {
        int size = buffer.getInt();
        byte[] end = new byte[buffer.getShort()];
        buffer.get(end);
        return new Cut(prefix, Bytes.wrap(end), size);
    }
}
