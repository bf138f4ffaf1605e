package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** On RocksDB itself, set up as Kafka Streams does. */
class RocksDbMemoryTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int ROW_BYTES = 8 * 1024;

    @TempDir
    private Path directory;

    @Test
    void severalStoresTogetherStayWithinTheBoundWhileManyTimesAsMuchIsWrittenAndRead() throws RocksDBException {
        long bound = 16 * MEGABYTE;
        try (var first = new Store(directory.resolve("first"), bound);
                var second = new Store(directory.resolve("second"), bound)) {
            long most = 0;
            for (int row = 0; row < 8_000; row++) {
                first.put(row);
                second.put(row);
                most = Math.max(most, first.cache().getUsage());
            }
            for (int row = 0; row < 8_000; row++) {
                assertThat(first.get(row)).hasSize(ROW_BYTES);
                assertThat(second.get(row)).hasSize(ROW_BYTES);
                most = Math.max(most, first.cache().getUsage());
            }
            assertThat(first.cache()).as("one cache").isSameAs(second.cache());
            assertThat(most)
                    .as("125 MB were written and read; write buffers may pass their half for a moment")
                    .isBetween(bound / 2, bound + bound / 4);
        }
    }

    @Test
    void writeBuffersAreChargedToTheCache() throws RocksDBException {
        try (var store = new Store(directory.resolve("store"), 512 * MEGABYTE)) {
            long before = store.cache().getPinnedUsage();
            for (int row = 0; row < 1_000; row++) {
                store.put(row);
            }
            assertThat(store.cache().getPinnedUsage() - before)
                    .as("8 MB that no flush has written yet")
                    .isGreaterThan(7L * MEGABYTE);
        }
    }

    @Test
    void theLastStoreThatClosesFreesTheMemoryAndTheNextMakesItAnew() throws RocksDBException {
        long bound = 8 * MEGABYTE;
        Cache cache;
        try (var first = new Store(directory.resolve("first"), bound)) {
            cache = first.cache();
            new Store(directory.resolve("second"), bound).close();
            assertThat(cache.isOwningHandle()).as("the first is still open").isTrue();
            first.put(1);
            assertThat(first.get(1)).hasSize(ROW_BYTES);
        }
        assertThat(cache.isOwningHandle()).isFalse();
        try (var third = new Store(directory.resolve("third"), bound)) {
            assertThat(third.cache().isOwningHandle()).isTrue();
        }
    }

    @Test
    void storesWithAnotherBoundHaveAnotherBudget() throws RocksDBException {
        try (var one = new Store(directory.resolve("one"), 8 * MEGABYTE);
                var other = new Store(directory.resolve("other"), 16 * MEGABYTE)) {
            assertThat(one.cache()).isNotSameAs(other.cache());
        }
    }

    @Test
    void closingTwiceFreesOnce() {
        var memory = new RocksDbMemory();
        try (var options = options();
                var other = RocksDbBudget.lease(MEGABYTE)) {
            memory.setConfig("store", options, Map.of(RocksDbMemory.BYTES, MEGABYTE));
            memory.close("store", options);
            memory.close("store", options);
            assertThat(other.cache().isOwningHandle()).isTrue();
        }
    }

    /** Kafka closes a store whose opening has failed without having told the setter of it. */
    @Test
    void closingWhatWasNeverSetUpDoesNothing() {
        assertThatCode(() -> new RocksDbMemory().close("store", null)).doesNotThrowAnyException();
    }

    @Test
    void thePipelinesStoresShareOneCacheAndLeaveNothingBehind() {
        List<Cache> caches = new ArrayList<>();
        long bound = 24 * MEGABYTE;
        try (var pipeline = new PipelineDriver(Map.of(StreamsConfiguration.ROCKSDB_BYTES.key(), "" + bound))) {
            pipeline.send(RowFixture.whole("c", "c-1", 1, 0));
            pipeline.quiet();
            try (var probe = RocksDbBudget.lease(bound)) {
                caches.add(probe.cache());
                assertThat(probe.leases())
                        .as("the probe's and that of every store of the pipeline")
                        .isGreaterThan(8);
            }
            assertThat(caches.get(0).isOwningHandle()).isTrue();
        }
        assertThat(caches.get(0).isOwningHandle()).isFalse();
    }

    private static Options options() {
        return new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
    }

    /** A store as Kafka Streams opens one. */
    private static final class Store implements AutoCloseable {

        private final RocksDbMemory memory = new RocksDbMemory();
        private final BloomFilter filter = new BloomFilter();
        private final Options options = options();
        private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
        private final Cache cache;
        private final RocksDB database;

        Store(Path directory, long bound) throws RocksDBException {
            options.setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter));
            options.setWriteBufferSize(16L * MEGABYTE).setMaxWriteBufferNumber(3);
            options.setCompactionStyle(CompactionStyle.UNIVERSAL);
            memory.setConfig("store", options, Map.of(RocksDbMemory.BYTES, bound));
            try (var lease = RocksDbBudget.lease(bound)) {
                cache = lease.cache();
            }
            database = RocksDB.open(options, directory.toString());
        }

        Cache cache() {
            return cache;
        }

        void put(int row) throws RocksDBException {
            byte[] value = new byte[ROW_BYTES];
            new Random(row).nextBytes(value);
            database.put(writing, key(row), value);
        }

        byte[] get(int row) throws RocksDBException {
            return database.get(key(row));
        }

        private static byte[] key(int row) {
            return Integer.toString(row).getBytes(StandardCharsets.UTF_8);
        }

        /** In Kafka's order: the setter first. */
        @Override
        public void close() {
            memory.close("store", options);
            database.close();
            writing.close();
            options.close();
            filter.close();
        }
    }
}
