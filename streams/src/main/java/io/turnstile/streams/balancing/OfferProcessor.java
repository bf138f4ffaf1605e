package io.turnstile.streams.balancing;

import io.turnstile.plan.Candidates;
import io.turnstile.streams.BeforeCommit;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Labelled turns to offers: withdraws what no longer stands of a turn, and offers what does. */
final class OfferProcessor implements Processor<String, ReceivedTurn, String, Output> {

    /** How often the sweep goes on; it does nothing once it is done. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final BalancingConfiguration configuration;
    private final PoolPlans pools;
    private final Map<Long, Candidates> candidates = new TreeMap<>();
    private ProcessorContext<String, Output> context;
    private KeyValueStore<String, Seats> seats;
    private PlanBook book;
    private PlanTopics topics;
    private PlanSweep sweep;
    private NetOffers toConversations;
    private NetOffers toTexts;
    private StageMetrics metrics;

    OfferProcessor(BalancingConfiguration configuration) {
        this.configuration = configuration;
        this.pools = PoolPlans.of(configuration.plans());
        pools.byId()
                .keySet()
                .forEach(id -> candidates.put(
                        id, new Candidates(pools.pool(id), configuration.plans().splitSeed())));
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        this.context = context;
        seats = context.getStateStore(BalancingTopology.SEATS);
        book = new PlanBook(configuration.plans(), context.getStateStore(BalancingTopology.PLANS));
        metrics = new StageMetrics(context.metrics(), BalancingTopology.NAME);
        topics = new PlanTopics(configuration.plans(), context, metrics);
        sweep = new PlanSweep(
                context.getStateStore(BalancingTopology.TURNS),
                seats,
                book,
                (messageId, turn) -> look(messageId, turn, false, Math.max(0, context.currentStreamTimeMs())));
        toConversations =
                new NetOffers(Offer::conversation, (bucket, batch) -> send(bucket, new Output.ToConversations(batch)));
        toTexts = new NetOffers(Offer::duplicates, (bucket, batch) -> send(bucket, new Output.ToTexts(batch)));
        BeforeCommit beforeCommit = context.getStateStore(BalancingTopology.OFFERS_BEFORE_COMMIT);
        beforeCommit.run(context, this::drain);
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> sweep.run());
    }

    @Override
    public void process(Record<String, ReceivedTurn> record) {
        book.remember();
        look(record.key(), ValueAndTimestamp.make(record.value(), record.timestamp()), true, record.timestamp());
    }

    /** @param turn null where there is none any more @param isNew whether it changed */
    private void look(String messageId, ValueAndTimestamp<ReceivedTurn> turn, boolean isNew, long timestamp) {
        List<Offer> offers = offers(ValueAndTimestamp.getValueOrNull(turn));
        Seats stored = seats.get(messageId);
        Seats before = book.upToDate(stored);
        before.offers().stream().filter(offer -> !offers.contains(offer)).forEach(this::withdraw);
        offers.stream().filter(offer -> !before.offers().contains(offer)).forEach(this::offer);
        Seats after = topics.update(messageId, before.offering(offers), () -> turn, isNew, timestamp);
        if (after.isNone() && stored != null) {
            seats.delete(messageId);
        } else if (!after.isNone() && !after.equals(stored)) {
            seats.put(messageId, after);
        }
    }

    private List<Offer> offers(ReceivedTurn received) {
        if (received == null) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        int home = context.taskId().partition();
        candidates.forEach((pool, taking) -> taking.of(received.turn())
                .ifPresent(candidate -> offers.add(Offer.of(pool, pools.pool(pool), candidate, home))));
        if (offers.isEmpty()) {
            metrics.add(StageCount.TURNS_NOT_OFFERED);
        }
        return offers;
    }

    private void offer(Offer offer) {
        metrics.add(StageCount.CANDIDATES_OFFERED);
        flow(offer).put(offer);
    }

    private void withdraw(Offer offer) {
        metrics.add(StageCount.CANDIDATES_WITHDRAWN);
        flow(offer).withdraw(offer);
    }

    /** What is not capped by conversation need not be brought together by it. */
    private OfferFlow flow(Offer offer) {
        return offer.isCappedPerConversation() ? toConversations : toTexts;
    }

    private void drain() {
        toConversations.drain();
        toTexts.drain();
    }

    private void send(String bucket, Output output) {
        context.forward(new Record<>(bucket, output, Math.max(0, context.currentStreamTimeMs())));
    }
}
