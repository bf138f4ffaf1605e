package io.turnstile.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keys in the order in which they arrived, in a store: what is due is found at its front, and nothing else is touched.
 *
 * <p>The place where the last look ended is remembered, so that a look does not wade through the tombstones of what was
 * removed before. It is a hint, lost with the process and rebuilt by one scan.
 */
public final class ArrivalIndex {

    private static final byte[] PRESENT = {};

    private final KeyValueStore<Bytes, byte[]> store;
    private Bytes first;

    public ArrivalIndex(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** An entry of the index. */
    public record Entry(Arrival arrival, String key) {}

    /** The store that an index needs. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    public void add(Entry entry) {
        Bytes key = encode(entry);
        if (first != null && key.compareTo(first) < 0) {
            first = key;
        }
        store.put(key, PRESENT);
    }

    public void remove(Entry entry) {
        store.delete(encode(entry));
    }

    /** At most so many entries from the front, as long as they are due. */
    public List<Entry> due(Predicate<Arrival> isDue, int limit) {
        var due = new ArrayList<Entry>();
        Bytes front = null;
        try (var entries = store.range(first, null)) {
            while (entries.hasNext() && due.size() < limit) {
                Bytes key = entries.next().key;
                front = front == null ? key : front;
                Entry entry = decode(key);
                if (!isDue.test(entry.arrival())) {
                    break;
                }
                due.add(entry);
            }
        }
        first = front == null ? first : front;
        return due;
    }

    /** Big-endian with the sign flipped: bytes sort as the numbers do. */
    private static Bytes encode(Entry entry) {
        byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES + key.length)
                .putLong(entry.arrival().streamTime() ^ Long.MIN_VALUE)
                .putLong(entry.arrival().wallTime() ^ Long.MIN_VALUE)
                .put(key)
                .array());
    }

    private static Entry decode(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
        var arrival = new Arrival(buffer.getLong() ^ Long.MIN_VALUE, buffer.getLong() ^ Long.MIN_VALUE);
        return new Entry(arrival, StandardCharsets.UTF_8.decode(buffer).toString());
    }
}
