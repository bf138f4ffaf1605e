package io.turnstile.streams.balancing;

import io.turnstile.streams.BeforeCommit;
import io.turnstile.streams.StageMetrics;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Of each text, as many go on as the pool's cap lets; and of those, in each cell, the first by draw. */
final class TextCapProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final PoolPlans pools;
    private NetOffers output;
    private FirstOfCells first;
    private Groups groups;
    private Cancellable settlement;

    /** Before the first record or punctuation, Kafka Streams has no time to write by, and there is nothing to write. */
    private boolean isAwake;

    TextCapProcessor(BalancingConfiguration configuration) {
        this.pools = PoolPlans.of(configuration.plans());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        output = new NetOffers(
                offer -> Arrays.hashCode(offer.sharePrefix().get()),
                (bucket, batch) ->
                        context.forward(new Record<>(bucket, batch, Math.max(0, context.currentStreamTimeMs()))));
        first = new FirstOfCells(
                context.getStateStore(BalancingTopology.CELLS),
                context.getStateStore(BalancingTopology.CELL_CUTS),
                pools,
                output);
        groups = new Groups(
                context.getStateStore(BalancingTopology.TEXTS),
                Offer::duplicates,
                Offer::capPerText,
                first,
                new HeldCount(new StageMetrics(context.metrics(), BalancingTopology.NAME), Capped.PER_TEXT));
        BeforeCommit beforeCommit = context.getStateStore(BalancingTopology.TEXTS_BEFORE_COMMIT);
        beforeCommit.run(context, this::settle);
        isAwake = false;
        if (!first.isSettled()) {
            settlement = context.schedule(A_MOMENT, PunctuationType.WALL_CLOCK_TIME, timestamp -> {
                isAwake = true;
                settle();
                settlement.cancel();
            });
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        isAwake = true;
        InternalRecord.process(record, batch -> OfferBatch.decode(batch, groups));
    }

    private void settle() {
        if (isAwake) {
            first.settle();
            output.drain();
        }
    }
}
