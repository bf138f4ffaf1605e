package io.turnstile.streams.balancing;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/** Keys as stores sort them: byte by byte, unsigned. */
final class KeyOrder {

    private static final byte LAST = (byte) 0xff;

    private KeyOrder() {}

    /** The smallest key behind a key. */
    static Bytes after(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }

    /**
     * The smallest key behind every key that begins so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Bytes behind(Bytes prefix) {
        byte[] bytes = prefix.get();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == LAST) {
            length--;
        }
        if (length == 0) {
            throw new IllegalArgumentException("No key is behind those that begin with the last byte alone");
        }
        byte[] behind = Arrays.copyOf(bytes, length);
        behind[length - 1]++;
        return Bytes.wrap(behind);
    }
}
