package io.turnstile.streams;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Runs a processor's work right before each commit of its task, so that what the work sends is in the commit with the
 * rows that it comes from: a processor may then keep in memory what it has yet to send, and loses nothing.
 *
 * <p>Kafka Streams has no public hook at this place. Its own record caches are flushed here, through an interface of
 * its internals; this class is the only one that touches them (see docs/decisions/0009).
 */
public final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {

    private final String name;
    private Runnable work = () -> {};
    private boolean isOpen;

    private BeforeCommit(String name) {
        this.name = name;
    }

    /** The store that makes the hook known to the task. It holds nothing and has no changelog. */
    public static StoreBuilder<BeforeCommit> store(String name) {
        return new Builder(name);
    }

    /**
     * Sets the work. To be called from {@code Processor.init}.
     *
     * @param work may forward; must not write to stores with a record cache, which may have been flushed already
     */
    public void run(ProcessorContext<?, ?> context, Runnable work) {
        var internal = (InternalProcessorContext<?, ?>) context;
        var processor = internal.currentNode();
        this.work = () -> {
            var before = internal.currentNode();
            internal.setCurrentNode(processor);
            try {
                work.run();
            } finally {
                internal.setCurrentNode(before);
            }
        };
    }

    @Override
    public void flushCache() {
        work.run();
    }

    @Override
    public void clearCache() {
        work = () -> {};
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        isOpen = true;
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    private record Builder(String name) implements StoreBuilder<BeforeCommit> {

        @Override
        public BeforeCommit build() {
            return new BeforeCommit(name);
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("A hook has nothing to log");
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
