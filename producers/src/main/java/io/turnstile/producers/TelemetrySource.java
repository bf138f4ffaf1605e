package io.turnstile.producers;

import java.util.Iterator;
import java.util.OptionalLong;

/** Yields telemetry rows in order, and what could not be read as one. Iterated once. */
public interface TelemetrySource extends AutoCloseable {

    /** The kind of source: chat-export, jsonl, generated, kusto. */
    String kind();

    /** What it is called, to tell two of a kind apart in logs and metrics; its kind where it has no name of its own. */
    default String name() {
        return kind();
    }

    /** How many rows are to be expected, for progress; empty where it cannot be told without reading. */
    default OptionalLong expectedRows() {
        return OptionalLong.empty();
    }

    /**
     * Whether it yields positions. Transactions then end with these and with nothing else, so that a restart goes on
     * exactly where the last one ended; it ends with one itself.
     */
    default boolean isPositioned() {
        return false;
    }

    /** The rows, lazily: memory does not grow with the source. */
    Iterator<SourceItem> items();

    /** Lets go of open files; without effect where it was called before. */
    @Override
    void close();
}
