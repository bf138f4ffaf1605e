package io.turnstile.producers.kusto;

import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a window block by block, in the order of ingestion. Used by one thread. */
final class WindowReader {

    private static final Logger LOG = LoggerFactory.getLogger(WindowReader.class);

    /** One slot for all that is ever ingested, but for the accident of its borders. */
    private static final Duration EVER = Duration.ofDays(3_000_000);

    private final IngestStore store;
    private final Retry retry;
    private final BlockSize blockSize;
    private final SourceCounters counters;
    private final InstantSource clock;
    private final Window window;

    /** What is left of the window, in the order of reading. */
    private final Deque<Left> left = new ArrayDeque<>();

    private sealed interface Left {
        record Uncounted(Part part) implements Left {}

        record Counted(CountedPart part) implements Left {}
    }

    /** @param parts what is left of the window, in the order of reading */
    WindowReader(
            IngestStore store,
            Retry retry,
            BlockSize blockSize,
            SourceCounters counters,
            InstantSource clock,
            Window window,
            Collection<Part> parts) {
        this.store = store;
        this.retry = retry;
        this.blockSize = blockSize;
        this.counters = counters;
        this.clock = clock;
        this.window = window;
        parts.forEach(part -> left.add(new Left.Uncounted(part)));
    }

    /**
     * The next block, or empty when no row is left.
     *
     * @throws QueryException if it cannot be read, and waiting would not help or did not
     */
    Optional<Block> next() throws QueryException, InterruptedException {
        for (var next = nextCounted(); next.isPresent(); next = nextCounted()) {
            var part = next.get();
            left.pop();
            if (part.rows() > blockSize.rows() && part.isDivisible()) {
                divide(part);
                continue;
            }
            var rows = readOrShrink(part);
            if (rows.isPresent()) {
                blockSize.succeeded();
                counters.blockRows(blockSize.rows());
                return Optional.of(
                        new Block(part.part(), rows.get(), nextCounted().isEmpty()));
            }
            left.push(new Left.Counted(part));
        }
        return Optional.empty();
    }

    /** The next part, which stays where it is; counts it if need be. Empty if no row is left. */
    private Optional<CountedPart> nextCounted() throws QueryException, InterruptedException {
        while (!left.isEmpty()) {
            if (left.peek() instanceof Left.Counted counted) {
                return Optional.of(counted.part());
            }
            count(((Left.Uncounted) left.pop()).part());
        }
        return Optional.empty();
    }

    private void count(Part part) throws QueryException, InterruptedException {
        try {
            extent(part).ifPresent(counted -> {
                counters.found(counted.rows());
                left.push(new Left.Counted(counted));
            });
        } catch (QueryException e) {
            halveIfTooMuch(part, e);
        }
    }

    private Optional<CountedPart> extent(Part part) throws QueryException, InterruptedException {
        var slots = retry.run(() -> countOrLess(part, EVER, 0));
        return slots.stream()
                .map(slot -> new CountedPart(part, slot.rows(), slot.first(), slot.last()))
                .reduce(CountedPart::plus)
                .filter(all -> all.rows() > 0);
    }

    private void divide(CountedPart large) throws QueryException, InterruptedException {
        try {
            var slots = retry.run(() -> countAsCounted(large));
            var parts = Division.of(large, slots, blockSize.rows());
            for (int index = parts.size() - 1; index >= 0; index--) {
                left.push(new Left.Counted(parts.get(index)));
            }
        } catch (QueryException e) {
            halveIfTooMuch(large.part(), e);
            counters.found(-large.rows());
        }
    }

    private List<SlotCount> countAsCounted(CountedPart large) throws QueryException, InterruptedException {
        var slots = Division.isByHash(large)
                ? countOrLess(large.part(), EVER, Division.prefixLength(large))
                : countOrLess(large.part(), Division.slotWidth(large), 0);
        requireCounted(large, rows(slots));
        return slots;
    }

    private void halveIfTooMuch(Part part, QueryException failure) throws QueryException {
        if (failure.kind() != Kind.TOO_LARGE) {
            throw failure;
        }
        counters.shrunk(blockSize.rows());
        LOG.warn("event=source-count-halved from={} to={} cause=\"{}\"", part.from(), part.to(), failure.getMessage());
        var halves = part.halves(clock.instant());
        for (int index = halves.size() - 1; index >= 0; index--) {
            left.push(new Left.Uncounted(halves.get(index)));
        }
    }

    /** A count that takes too much is not asked again, unless there is no less to count. */
    private List<SlotCount> countOrLess(Part part, Duration slotWidth, int prefixLength)
            throws QueryException, InterruptedException {
        try {
            return store.count(window, part, slotWidth, prefixLength);
        } catch (QueryException e) {
            if (e.kind() != Kind.TOO_LARGE && e.kind() != Kind.TIMED_OUT) {
                throw e;
            }
            throw new QueryException(part.isOneTick() ? Kind.TRANSIENT : Kind.TOO_LARGE, e.getMessage(), e);
        }
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
            // What is not divisible must come as it is: the bound on bytes only says that less is to be asked for.
            rows = store.read(window, part.part(), part.isDivisible());
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
        long now = rows(countAgain(part.part()));
        if (now != rows) {
            throw new QueryException(
                    Kind.TRANSIENT,
                    "the cluster counts " + now + " rows from " + part.part().from() + " on and gives " + rows,
                    null);
        }
        counters.changed(part.rows() - rows);
    }

    /** To be sure of an answer that was given, less must not be counted. */
    private List<SlotCount> countAgain(Part part) throws QueryException, InterruptedException {
        try {
            return store.count(window, part, EVER, 0);
        } catch (QueryException e) {
            throw e.kind() == Kind.TOO_LARGE ? new QueryException(Kind.TRANSIENT, e.getMessage(), e) : e;
        }
    }

    private static long rows(List<SlotCount> slots) {
        return slots.stream().mapToLong(SlotCount::rows).sum();
    }

    private static String indivisible(CountedPart part, QueryException failure) {
        return (part.rows() == 1 ? "one row" : part.rows() + " copies of one row") + " ingested at " + part.first()
                + " are more than the cluster gives at once (" + failure.getMessage() + ")";
    }
}
