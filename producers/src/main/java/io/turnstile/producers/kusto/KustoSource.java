package io.turnstile.producers.kusto;

import io.turnstile.producers.JmxGauges;
import io.turnstile.producers.SourceException;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.schema.SourceCursor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of a table in Kusto, as they are ingested, and from an earlier time on if that is wanted.
 *
 * <p>It reads closed windows between two database cursors, each in blocks, and yields each block's rows and then the
 * position after it. When both are committed together, a source that goes on from the stored position neither loses a row
 * nor yields one twice: the rest of an interrupted window is asked for with the same cursors.
 *
 * <p>Failures that may pass are waited for; others are a {@link SourceException}. Memory holds one block.
 */
public final class KustoSource implements TelemetrySource {

    /** The kind of source. */
    public static final String KIND = "kusto";

    private static final Logger LOG = LoggerFactory.getLogger(KustoSource.class);

    private final KustoConfiguration configuration;
    private final IngestStore store;
    private final InstantSource clock;
    private final boolean isOnce;
    private final SourceAdvice advice;
    private final StopSignal stop = new StopSignal();
    private final SourceCounters counters;
    private final JmxGauges export;
    private final BlockSize blockSize;
    private final Retry retry;

    private Position position;
    private long rows;

    private volatile boolean isFinishing;

    /** Null between windows. */
    private WindowReader reader;

    private Window window;

    /** When the cursor was taken at which the window ends; null where that was in an earlier process. */
    private Instant windowAsOf;

    private boolean hasOpenedWindow;
    private Iterator<SourceItem> items = Collections.emptyIterator();

    KustoSource(
            KustoConfiguration configuration,
            IngestStore store,
            Optional<SourceCursor> stored,
            boolean isOnce,
            InstantSource clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
        this.isOnce = isOnce;
        advice = new SourceAdvice(configuration);
        counters = new SourceCounters(clock);
        blockSize = new BlockSize(configuration.blockRows());
        retry = new Retry(configuration.retry(), stop, counters);
        position = stored.map(cursor -> PositionJson.read(cursor.getPosition())).orElse(configuration.start());
        rows = stored.map(SourceCursor::getRows).orElse(0L);
        requireSameIdentity();
        export = MetricsExport.show(configuration.name(), this::metrics);
    }

    /**
     * Opens the source. The cluster is not asked before the first row is.
     *
     * @param stored its position, as it was committed last; empty where it has none
     * @param isOnce whether it ends when it has read what there is, instead of waiting for more
     * @throws SourceException if the position belongs to another cluster, database or query
     */
    public static KustoSource open(KustoConfiguration configuration, Optional<SourceCursor> stored, boolean isOnce) {
        return new KustoSource(configuration, KustoCluster.of(configuration), stored, isOnce, InstantSource.system());
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** The name that it was given: that of its position. */
    @Override
    public String name() {
        return configuration.name();
    }

    @Override
    public boolean isPositioned() {
        return true;
    }

    /** How it fares. For any thread. */
    public SourceMetrics metrics() {
        return counters.snapshot();
    }

    /** Lets it end, from another thread, when it has read what there is now, instead of waiting for more. */
    public void finish() {
        isFinishing = true;
    }

    /** Ends it from another thread, after the block at hand. */
    public void stop() {
        stop.stop();
    }

    @Override
    public void close() {
        stop.stop();
        export.close();
    }

    @Override
    public Iterator<SourceItem> items() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext() || fill();
            }

            @Override
            public SourceItem next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The source has ended");
                }
                return items.next();
            }
        };
    }

    /** Reads on until there is an item; false at the end. */
    private boolean fill() {
        try {
            while (!items.hasNext()) {
                if (reader != null) {
                    readBlock();
                } else if (!beginWindow()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            if (!stop.isStopped()) {
                Thread.currentThread().interrupt();
            }
            return false;
        } catch (QueryException e) {
            throw new SourceException(advice.unanswered(e), e);
        }
    }

    /** Begins the next window, or goes on with the one that was interrupted; false where the source ends. */
    private boolean beginWindow() throws QueryException, InterruptedException {
        if (position instanceof Position.Within within && !within.isWindowDone()) {
            read(within.window(), within.lastRead().successors(), null);
            return true;
        }
        if (isOnce && hasOpenedWindow) {
            return false;
        }
        hasOpenedWindow = true;
        boolean isLastLook = isFinishing;
        Instant asOf = clock.instant();
        String now = retry.run(store::currentCursor);
        if (position instanceof Position.Start start) {
            begin(start, now, asOf);
        } else if (position instanceof Position.Within within
                && !within.window().to().equals(now)) {
            read(new Window(within.window().to(), now), List.of(Part.from(Part.BEGINNING)), asOf);
        } else {
            counters.caughtUp(asOf);
            if (isLastLook) {
                return false;
            }
            waitUnlessOnce();
        }
        return true;
    }

    private void begin(Position.Start start, String now, Instant asOf) {
        if (start.from() == null) {
            // Committed at once: rows that come before the first window ends must not be passed over by a restart.
            counters.caughtUp(asOf);
            moveTo(Map.of(), new Window(now, now), null);
            items = List.of(positionItem()).iterator();
        } else {
            read(new Window("", now), List.of(Part.from(start.from())), asOf);
        }
    }

    private void waitUnlessOnce() throws InterruptedException {
        if (!isOnce) {
            stop.await(configuration.pollInterval());
        }
    }

    private void read(Window next, List<Part> parts, Instant asOf) {
        window = next;
        windowAsOf = asOf;
        counters.windowBegan(next);
        reader = new WindowReader(store, retry, blockSize, counters, clock, next, parts);
    }

    private void readBlock() throws QueryException, InterruptedException {
        var block = reader.next();
        if (block.isEmpty()) {
            endWindow(columns());
            items = List.of(positionItem()).iterator();
            return;
        }
        var batch = block.get().rows();
        var columns = requireColumns(batch);
        rows += batch.size();
        var rowItems = new RowItems(configuration.connection().database(), batch);
        counters.read(batch.size(), rowItems.newest().orElse(null));
        if (block.get().isLast()) {
            endWindow(columns);
        } else {
            moveTo(columns, window, block.get().part());
        }
        items = rowItems.followedBy(positionItem());
    }

    private void endWindow(Map<String, String> columns) {
        moveTo(columns, window, null);
        counters.windowEnded(windowAsOf);
        reader = null;
        log(counters.snapshot());
    }

    private void log(SourceMetrics metrics) {
        var counts = metrics.counts();
        LOG.info(
                "event=source-progress source={} rows={} windows={} blocks={} retries={} throttles={} lag={}",
                configuration.name(),
                counts.rows(),
                counts.windows(),
                counts.blocks(),
                counts.retries(),
                counts.throttles(),
                metrics.lag());
    }

    private void moveTo(Map<String, String> columns, Window in, Part lastRead) {
        position = new Position.Within(configuration.identity(), columns, in, lastRead);
    }

    private SourceItem positionItem() {
        return new SourceItem.Position(new SourceCursor(configuration.name(), PositionJson.write(position), rows));
    }

    private Map<String, String> columns() {
        return position instanceof Position.Within within ? within.columns() : Map.of();
    }

    private Map<String, String> requireColumns(RowBatch batch) {
        var used = RowColumns.used(batch.types());
        var wrong = RowColumns.missing(used);
        if (!wrong.isEmpty()) {
            throw new SourceException(advice.notOfRows(wrong));
        }
        var changes = RowColumns.changes(columns(), used);
        if (!changes.isEmpty()) {
            throw new SourceException(advice.changedTable(changes, position));
        }
        return used;
    }

    private void requireSameIdentity() {
        if (position instanceof Position.Within within) {
            var differences = configuration.identity().differencesTo(within.identity());
            if (!differences.isEmpty()) {
                throw new SourceException(advice.foreignPosition(differences, within));
            }
        }
    }
}
