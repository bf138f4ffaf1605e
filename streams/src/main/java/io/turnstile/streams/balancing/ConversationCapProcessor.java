package io.turnstile.streams.balancing;

import io.turnstile.streams.BeforeCommit;
import io.turnstile.streams.StageMetrics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Of each conversation, as many go on as the pool's cap lets. Comes to it only what is capped. */
final class ConversationCapProcessor implements Processor<String, byte[], String, byte[]> {

    private NetOffers output;
    private Groups groups;

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        output = new NetOffers(
                Offer::duplicates,
                (bucket, batch) ->
                        context.forward(new Record<>(bucket, batch, Math.max(0, context.currentStreamTimeMs()))));
        groups = new Groups(
                context.getStateStore(BalancingTopology.CONVERSATIONS),
                Offer::conversation,
                Offer::capPerConversation,
                output,
                new HeldCount(new StageMetrics(context.metrics(), BalancingTopology.NAME), Capped.PER_CONVERSATION));
        BeforeCommit beforeCommit = context.getStateStore(BalancingTopology.CONVERSATIONS_BEFORE_COMMIT);
        beforeCommit.run(context, output::drain);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        InternalRecord.process(record, batch -> OfferBatch.decode(batch, groups));
    }
}
