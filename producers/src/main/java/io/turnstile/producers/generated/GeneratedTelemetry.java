package io.turnstile.producers.generated;

import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Realistic telemetry made from a seed, with the truth about it. Equal configurations give equal rows in equal order.
 * Rows are made as they are read; what is held does not grow with the number of conversations, except the truth.
 */
public final class GeneratedTelemetry implements TelemetrySource {

    /** The source's name. */
    public static final String NAME = "generated";

    private final GeneratorConfiguration configuration;
    private final TruthRules rules;
    private final Tally tally = new Tally();
    private final List<ConversationTruth> conversations = new ArrayList<>();
    private ArrivalMerge merge;
    private GroundTruth groundTruth;

    public GeneratedTelemetry(GeneratorConfiguration configuration) {
        this.configuration = configuration;
        this.rules = new TruthRules(Set.copyOf(configuration.takenModes()));
    }

    @Override
    public String kind() {
        return NAME;
    }

    /**
     * The rows in order of arrival.
     *
     * @throws IllegalStateException if it is called a second time
     */
    @Override
    public Iterator<SourceItem> items() {
        if (merge != null) {
            throw new IllegalStateException(
                    "The generated rows were already taken from this source. Make another from the same configuration.");
        }
        var planner = new ConversationPlanner(configuration);
        merge = new ArrivalMerge(
                configuration.conversations(), planner::plan, new TurnArrivals(configuration.row()), this::learn);
        Iterator<TimedRow> rows = configuration.shuffle()
                ? new ShuffleWindow<>(merge, configuration.shuffleWindow(), Draw.from(configuration.seed()))
                : merge;
        return new Items(rows);
    }

    /**
     * What is true of the rows.
     *
     * @throws IllegalStateException before the last row has been taken
     */
    public GroundTruth groundTruth() {
        if (groundTruth == null) {
            throw new IllegalStateException(
                    "The ground truth is known only after the last row: take items() until hasNext() is false.");
        }
        return groundTruth;
    }

    /** Nothing is open. */
    @Override
    public void close() {}

    /** The most rows that were held at once. */
    int lookAhead() {
        return merge.mostUnderWay() + (configuration.shuffle() ? configuration.shuffleWindow() : 0);
    }

    private void learn(ConversationPlan plan) {
        ConversationTruth truth = rules.truthOf(plan);
        tally.add(plan, truth);
        conversations.add(truth);
    }

    private final class Items implements Iterator<SourceItem> {

        private final Iterator<TimedRow> rows;

        Items(Iterator<TimedRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            boolean hasNext = rows.hasNext();
            if (!hasNext && groundTruth == null) {
                groundTruth = tally.with(conversations);
            }
            return hasNext;
        }

        @Override
        public SourceItem next() {
            TimedRow row = rows.next();
            tally.add(row);
            return new SourceItem.Row(row.row());
        }
    }
}
