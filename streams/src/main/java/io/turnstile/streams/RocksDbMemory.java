package io.turnstile.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Puts every RocksDB store of the process under one bound: blocks, indexes, filters and write buffers are all charged to
 * one cache. By itself each store would have 50 MB of cache and 48 MB of write buffers, and there is a store for each
 * partition.
 *
 * <p>Kafka Streams makes one of these for each store, by name, hence public and without arguments.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

    /** The configuration key of the bound, in bytes. */
    static final String BYTES = "turnstile.rocksdb.bytes";

    /**
     * What a store's write buffer grows by, in bytes. RocksDB's 1 MB, taken by each of a hundred stores that hold a few
     * rows, would use up the write buffers of all, and every write would flush.
     */
    private static final long ARENA_BLOCK_BYTES = 128 * 1024L;

    /**
     * A store's write buffer is this part of the bound, at most. RocksDB flushes when the write buffers of all have used
     * up their half, but does not hold up the writer meanwhile; a store may have three, and then it does. (It could also
     * hold up writers by the sum; but what idle stores keep in their buffers is only flushed by their own next write, and
     * a writer could wait for ever.)
     */
    private static final int WRITE_BUFFERS = 32;

    private RocksDbBudget.Lease lease;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        long bytes =
                Long.parseLong(Objects.requireNonNull(configs.get(BYTES), BYTES).toString());
        lease = RocksDbBudget.lease(bytes);
        // Kafka's own, with its bloom filter in it.
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(lease.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(lease.writeBuffers());
        options.setWriteBufferSize(Math.min(options.writeBufferSize(), bytes / WRITE_BUFFERS));
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        // Kafka leaves the largest level without filters, for stores whose keys are mostly found. Here most are new: a
        // turn, a conversation, a label.
        options.setOptimizeFiltersForHits(false);
    }

    /** RocksDB itself holds on to what it still uses until the store is closed. */
    @Override
    public void close(String storeName, Options options) {
        if (lease != null) {
            lease.close();
        }
    }
}
