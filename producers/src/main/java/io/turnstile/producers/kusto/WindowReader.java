package io.turnstile.producers.kusto;

import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads a window block by block, in the order of ingestion. Used by one thread. */
final class WindowReader {

    /** One slot for all that is ever ingested, but for the accident of its borders. */
    private static final Duration EVER = Duration.ofDays(3_000_000);

    private final IngestStore store;
    private final Retry retry;
    private final BlockSize blockSize;
    private final SourceCounters counters;
    private final Window window;

    /** What is left of the window; the counted parts come first. */
    private final Deque<CountedPart> counted = new ArrayDeque<>();

    private final Deque<Part> uncounted;

    /** @param parts what is left of the window, in the order of reading */
    WindowReader(
            IngestStore store,
            Retry retry,
            BlockSize blockSize,
            SourceCounters counters,
            Window window,
            Collection<Part> parts) {
        this.store = store;
        this.retry = retry;
        this.blockSize = blockSize;
        this.counters = counters;
        this.window = window;
        this.uncounted = new ArrayDeque<>(parts);
    }

    /**
     * The next block, or empty when no row is left.
     *
     * @throws QueryException if it cannot be read, and waiting would not help or did not
     */
    Optional<Block> next() throws QueryException, InterruptedException {
        while (countNext()) {
            var part = counted.pop();
            if (part.rows() > blockSize.rows() && part.isDivisible()) {
                divide(part);
                continue;
            }
            var rows = readOrShrink(part);
            if (rows.isPresent()) {
                blockSize.succeeded();
                counters.blockRows(blockSize.rows());
                return Optional.of(new Block(part.part(), rows.get(), !countNext()));
            }
            counted.push(part);
        }
        return Optional.empty();
    }

    /** Makes sure that the next part is a counted one; false if nothing is left. */
    private boolean countNext() throws QueryException, InterruptedException {
        while (counted.isEmpty() && !uncounted.isEmpty()) {
            extent(uncounted.pop()).ifPresent(part -> {
                counters.found(part.rows());
                counted.push(part);
            });
        }
        return !counted.isEmpty();
    }

    private Optional<CountedPart> extent(Part part) throws QueryException, InterruptedException {
        var slots = retry.run(() -> store.count(window, part, EVER, 0));
        return slots.stream()
                .map(slot -> new CountedPart(part, slot.rows(), slot.first(), slot.last()))
                .reduce(CountedPart::plus)
                .filter(all -> all.rows() > 0);
    }

    private void divide(CountedPart large) throws QueryException, InterruptedException {
        boolean isByHash = Division.isByHash(large);
        var slots = retry.run(() -> countAsCounted(large, isByHash));
        var parts = Division.of(large.part(), isByHash, slots, blockSize.rows());
        for (int index = parts.size() - 1; index >= 0; index--) {
            counted.push(parts.get(index));
        }
    }

    private List<SlotCount> countAsCounted(CountedPart large, boolean isByHash)
            throws QueryException, InterruptedException {
        var slots = isByHash
                ? store.count(window, large.part(), EVER, Division.prefixLength(large))
                : store.count(window, large.part(), Division.slotWidth(large), 0);
        requireCounted(large, rows(slots));
        return slots;
    }

    /** Empty where the answer was too large and the part can be divided. */
    private Optional<RowBatch> readOrShrink(CountedPart part) throws QueryException, InterruptedException {
        try {
            return Optional.of(retry.run(() -> readAsCounted(part)));
        } catch (QueryException e) {
            if (e.kind() != Kind.TOO_LARGE) {
                throw e;
            }
            blockSize.shrink(part.rows());
            counters.shrunk(blockSize.rows());
            return Optional.empty();
        }
    }

    private RowBatch readAsCounted(CountedPart part) throws QueryException, InterruptedException {
        RowBatch rows;
        try {
            rows = store.read(window, part.part());
        } catch (QueryException e) {
            boolean isAsSmallAsCanBe = e.kind() == Kind.TOO_LARGE && !part.isDivisible();
            // Memory that was short for one row will be there again.
            throw isAsSmallAsCanBe ? new QueryException(Kind.TRANSIENT, indivisible(part, e), e) : e;
        }
        requireCounted(part, rows.size());
        return rows;
    }

    /**
     * Believes an answer that has as many rows as were counted, then or now: a row may leave the store by retention, but
     * must not be lost in an answer that was cut.
     */
    private void requireCounted(CountedPart part, long rows) throws QueryException, InterruptedException {
        if (rows == part.rows()) {
            return;
        }
        long now = rows(store.count(window, part.part(), EVER, 0));
        if (now != rows) {
            throw new QueryException(
                    Kind.TRANSIENT,
                    "the cluster counts " + now + " rows from " + part.part().from() + " on and gives " + rows,
                    null);
        }
        counters.changed(part.rows() - rows);
    }

    private static long rows(List<SlotCount> slots) {
        return slots.stream().mapToLong(SlotCount::rows).sum();
    }

    private static String indivisible(CountedPart part, QueryException failure) {
        return (part.rows() == 1 ? "one row" : part.rows() + " copies of one row") + " ingested at " + part.first()
                + " are more than the cluster gives at once (" + failure.getMessage() + ")";
    }
}
