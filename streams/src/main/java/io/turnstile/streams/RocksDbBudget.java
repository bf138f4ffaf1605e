package io.turnstile.streams;

import java.util.HashMap;
import java.util.Map;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory that the stores of this process share. It is there while a store is open: the first lease makes it,
 * the last that is closed frees it, so that no application leaves any behind. Stores with one bound share it, of
 * whichever application they are.
 */
final class RocksDbBudget {

    /**
     * Inserts beyond the bound are not refused: a read that finds no room for its block would fail the application. They
     * are what readers hold at a moment, a few blocks, and leave first.
     */
    private static final boolean IS_STRICT = false;

    /** Of the cache for indexes and filters, which every read of their file needs. */
    private static final double HIGH_PRIORITY_PART = 0.2;

    /** The part of the bound that is for write buffers; when they are full, they are flushed. */
    private static final int WRITE_BUFFER_PART = 2;

    /** Binary logarithm of the cache's parts. RocksDB would make 64: too small for a row of 4 MiB. A few threads read. */
    private static final int SHARD_BITS = 2;

    private static final Map<Long, RocksDbBudget> BUDGETS = new HashMap<>();

    private final long bytes;
    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private int leases;

    private RocksDbBudget(long bytes) {
        this.bytes = bytes;
        cache = new LRUCache(bytes, SHARD_BITS, IS_STRICT, HIGH_PRIORITY_PART);
        writeBuffers = new WriteBufferManager(bytes / WRITE_BUFFER_PART, cache);
    }

    /** A store's share. */
    static synchronized Lease lease(long bytes) {
        RocksDB.loadLibrary();
        RocksDbBudget budget = BUDGETS.computeIfAbsent(bytes, RocksDbBudget::new);
        budget.leases++;
        return new Lease(budget);
    }

    private static synchronized void release(RocksDbBudget budget) {
        budget.leases--;
        if (budget.leases == 0) {
            BUDGETS.remove(budget.bytes);
            budget.writeBuffers.close();
            budget.cache.close();
        }
    }

    /** One store's hold on the budget. Used by the store's thread. */
    static final class Lease implements AutoCloseable {

        private final RocksDbBudget budget;
        private boolean isOpen = true;

        private Lease(RocksDbBudget budget) {
            this.budget = budget;
        }

        Cache cache() {
            return budget.cache;
        }

        WriteBufferManager writeBuffers() {
            return budget.writeBuffers;
        }

        /** How many stores share the budget at present, this one among them. */
        int leases() {
            synchronized (RocksDbBudget.class) {
                return budget.leases;
            }
        }

        /** A second call does nothing. */
        @Override
        public void close() {
            if (isOpen) {
                isOpen = false;
                release(budget);
            }
        }
    }
}
