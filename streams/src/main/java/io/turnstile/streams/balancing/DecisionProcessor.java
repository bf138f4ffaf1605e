package io.turnstile.streams.balancing;

import io.turnstile.streams.StageMetrics;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;

/** Decisions come back to their turns: what is drawn goes to the plan's topic, as it stands now. */
final class DecisionProcessor implements Processor<String, byte[], String, Output> {

    private final BalancingConfiguration configuration;
    private KeyValueStore<String, Seats> seats;
    private TimestampedKeyValueStore<String, ReceivedTurn> turns;
    private PlanBook book;
    private PlanTopics topics;

    DecisionProcessor(BalancingConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        seats = context.getStateStore(BalancingTopology.SEATS);
        turns = context.getStateStore(BalancingTopology.TURNS);
        book = new PlanBook(configuration.plans(), context.getStateStore(BalancingTopology.PLANS));
        topics = new PlanTopics(
                configuration.plans(), context, new StageMetrics(context.metrics(), BalancingTopology.NAME));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        book.remember();
        InternalRecord.process(
                record, batch -> Decision.decode(batch, decision -> apply(decision, record.timestamp())));
    }

    private void apply(Decision decision, long timestamp) {
        String messageId = decision.messageId();
        Seats stored = seats.get(messageId);
        Seats decided = book.upToDate(stored).deciding(decision);
        Seats after = topics.update(messageId, decided, () -> turns.get(messageId), false, timestamp);
        if (!after.isNone()) {
            seats.put(messageId, after);
        } else if (stored != null) {
            seats.delete(messageId);
        }
    }
}
