package io.turnstile.streams.balancing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.streams.BeforeCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Draws: decides for each offer which plans draw it, and sends the decision back to its turn.
 *
 * <p>What would leave the sample again soon is not sent. So a draw is settled when few offers came for a while, or now and
 * then; and before a commit, where an offer came or went that is drawn.
 */
final class DrawProcessor implements Processor<String, byte[], String, byte[]> {

    /** As of a punctuation elsewhere. */
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** How often is looked whether to settle, while something is unsettled. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    /** So few offers in {@code balancing.settle-after} leave little that would soon leave the sample again. */
    private static final int FEW = 500;

    /** Decisions that are held, at most. */
    private static final int MOST_DECISIONS = 4_000;

    private static final Bytes IS_UNSETTLED = Bytes.wrap("unsettled".getBytes(UTF_8));
    private static final byte[] PRESENT = {};

    private final BalancingConfiguration configuration;
    private final PoolPlans pools;
    private final LongSupplier clock;
    private final Map<Bytes, Draw> draws = new HashMap<>();
    private final Set<Draw> unsettled = new LinkedHashSet<>();
    private final Set<Draw> unsaved = new LinkedHashSet<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<Bytes, byte[]> rows;
    private KeyValueStore<Bytes, byte[]> cells;
    private KeyValueStore<Bytes, byte[]> marks;
    private Cancellable check;
    private long unsettledSince;

    /** Since when only few offers came. */
    private long quietSince;

    private int came;

    /** Before the first record or punctuation, Kafka Streams has no time to write by, and there is nothing to write. */
    private boolean isAwake;

    /** @param clock monotonic nanoseconds, by which the time budget is measured: the task's time stands still meanwhile */
    DrawProcessor(BalancingConfiguration configuration, LongSupplier clock) {
        this.configuration = configuration;
        this.clock = clock;
        this.pools = PoolPlans.of(configuration.plans());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        rows = context.getStateStore(BalancingTopology.SHARES);
        cells = context.getStateStore(BalancingTopology.SHARE_CUTS);
        marks = context.getStateStore(BalancingTopology.UNSETTLED);
        draws.clear();
        unsettled.clear();
        unsaved.clear();
        check = null;
        isAwake = false;
        try (var stored = cells.all()) {
            stored.forEachRemaining(cell -> draw(Offer.of(cell.key)).restore(cell.key, cell.value));
        }
        BeforeCommit beforeCommit = context.getStateStore(BalancingTopology.DRAWS_BEFORE_COMMIT);
        beforeCommit.run(context, this::beforeCommit);
        // Under other plans other offers may be drawn.
        draws.values().forEach(this::changed);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        isAwake = true;
        InternalRecord.process(
                record,
                batch -> OfferBatch.decode(batch, new OfferFlow() {

                    @Override
                    public void put(Offer offer) {
                        changed(draw(offer)).put(offer);
                    }

                    @Override
                    public void withdraw(Offer offer) {
                        changed(draw(offer)).withdraw(offer);
                    }
                }));
        unsettled.stream().filter(draw -> draw.touched() >= MOST_DECISIONS).forEach(this::send);
    }

    private Draw draw(Offer offer) {
        return draws.computeIfAbsent(offer.sharePrefix(), any -> new Draw(rows, pools.of(offer.pool()), offer.share()));
    }

    private Draw changed(Draw draw) {
        long now = context.currentSystemTimeMs();
        unsettledSince = unsettled.isEmpty() ? now : unsettledSince;
        if (unsettled.isEmpty() || ++came >= FEW) {
            quietSince = now;
            came = 0;
        }
        unsettled.add(draw);
        unsaved.add(draw);
        if (check == null) {
            check = context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
        }
        return draw;
    }

    private void punctuate(long now) {
        isAwake = true;
        boolean isQuiet = now - quietSince >= configuration.settleAfter().toMillis();
        boolean isLate = now - unsettledSince >= configuration.settleWithin().toMillis();
        if (isQuiet || isLate) {
            settle(List.copyOf(unsettled));
            unsettledSince = isLate ? now : unsettledSince;
        }
    }

    private void beforeCommit() {
        if (!isAwake) {
            return;
        }
        settle(unsettled.stream().filter(draw -> draw.touched() > 0).toList());
        unsaved.forEach(draw -> draw.save(cells));
        unsaved.clear();
        marks.put(IS_UNSETTLED, unsettled.isEmpty() ? null : PRESENT);
    }

    /** As far as the time budget goes. */
    private void settle(List<Draw> due) {
        long until = clock.getAsLong() + BUDGET_NANOS;
        due.forEach(draw -> settle(draw, until));
        if (unsettled.isEmpty() && check != null) {
            check.cancel();
            check = null;
        }
    }

    /** What is decided is sent even when there is no time left: after a commit, nobody would know that it was not. */
    private void settle(Draw draw, long until) {
        unsaved.add(draw);
        boolean isSettled;
        do {
            isSettled = draw.settle(() -> draw.touched() < MOST_DECISIONS && clock.getAsLong() < until);
            send(draw);
        } while (!isSettled && clock.getAsLong() < until);
        if (isSettled) {
            unsettled.remove(draw);
        }
    }

    private void send(Draw draw) {
        var homes = new TreeMap<Integer, List<Decision>>();
        draw.decisions()
                .forEach(decision -> homes.computeIfAbsent(decision.home(), any -> new ArrayList<>())
                        .add(decision.decision()));
        homes.forEach((home, decisions) -> context.forward(
                new Record<>(home.toString(), Decision.encode(decisions), Math.max(0, context.currentStreamTimeMs()))));
    }
}
