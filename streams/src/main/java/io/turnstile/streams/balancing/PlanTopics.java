package io.turnstile.streams.balancing;

import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Holds the plans' topics to what is drawn: a turn stands in one if what is offered of it now is drawn. */
final class PlanTopics {

    private final Map<Long, String> names = new TreeMap<>();
    private final ProcessorContext<String, Output> context;
    private final StageMetrics metrics;

    PlanTopics(Plans plans, ProcessorContext<String, Output> context, StageMetrics metrics) {
        for (Plan plan : plans.plans()) {
            names.put(PoolPlans.id(plan), plan.name());
        }
        this.context = context;
        this.metrics = metrics;
    }

    /**
     * Sends what has to change. The topic of a plan that is not configured is left as it is.
     *
     * @param turn as it stands now; it is asked for only where it is sent
     * @param isNew whether the turn itself changed
     * @param timestamp of tombstones
     * @return the seats, with where the turn stands now
     */
    Seats update(
            String messageId,
            Seats seats,
            Supplier<ValueAndTimestamp<ReceivedTurn>> turn,
            boolean isNew,
            long timestamp) {
        Set<Long> drawn = seats.drawnNow();
        if (drawn.isEmpty() && seats.standing().isEmpty()) {
            return seats;
        }
        var standing = new TreeSet<>(seats.standing());
        names.forEach((plan, name) -> {
            if (drawn.contains(plan)) {
                boolean enters = standing.add(plan);
                if (enters || isNew) {
                    put(messageId, name, turn.get());
                }
                count(enters, StageCount.TURNS_DRAWN, name);
            } else if (standing.remove(plan)) {
                context.forward(new Record<>(messageId, new Output.ToPlan(name, null), timestamp));
                count(true, StageCount.TURNS_LEFT, name);
            }
        });
        return standing.equals(seats.standing()) ? seats : seats.standingFor(standing);
    }

    private void put(String messageId, String plan, ValueAndTimestamp<ReceivedTurn> turn) {
        context.forward(
                new Record<>(messageId, new Output.ToPlan(plan, turn.value().bytes()), turn.timestamp()));
    }

    private void count(boolean isSo, StageCount count, String plan) {
        if (isSo) {
            metrics.add(count, plan);
        }
    }
}
