package io.turnstile.app.demo;

import io.turnstile.app.StandingRecords;
import io.turnstile.domain.routing.Routing;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.streams.codec.ConversationCodec;
import io.turnstile.streams.judgerouting.JudgeRoutingConfiguration;
import io.turnstile.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what stands in the topics at the end of a run, and hands each record to whoever listens. */
final class Results {

    private final JudgeRoutingConfiguration routing;
    private final Listener listener;
    private final Map<String, Long> partial = new TreeMap<>();
    private final Map<String, Long> notJudged = new TreeMap<>();
    private final Map<String, Long> labels = new TreeMap<>(Map.of("0", 0L, "1", 0L));
    private final List<DemoSummary.Count> counts = new ArrayList<>();
    private long complete;
    private long requests;
    private long deadLetters;

    private Results(JudgeRoutingConfiguration routing, Listener listener) {
        this.routing = routing;
        this.listener = listener;
    }

    /** Is given each record that stands at the end. */
    interface Listener {

        void complete(Conversation conversation);

        void partial(Conversation conversation);

        void labeled(LabeledTurn turn);
    }

    /** Reads the topics as they stand. */
    static Results read(
            StandingRecords records, TopicCatalogue topics, JudgeRoutingConfiguration routing, Listener listener) {
        var results = new Results(routing, listener);
        records.latest(topics.conversations(), results::addComplete);
        records.latest(topics.partialConversations(), results::addPartial);
        results.requests = records.countLatest(topics.judgeRequests());
        records.latest(topics.labeled(), results::add);
        records.latest(topics.labelCounts(), results::add);
        results.deadLetters = records.countAll(topics.deadLetters());
        return results;
    }

    DemoSummary summary(
            long rows,
            long turns,
            Map<String, Long> ignoredRows,
            Map<String, Long> notAssembled,
            DemoSummary.JudgeNote judge,
            double seconds) {
        counts.sort(Comparator.comparing(DemoSummary.Count::dataset)
                .thenComparing(DemoSummary.Count::stratum)
                .thenComparing(DemoSummary.Count::position)
                .thenComparing(DemoSummary.Count::label));
        return new DemoSummary(
                rows,
                deadLetters,
                ignoredRows,
                turns,
                new DemoSummary.Conversations(complete, partial, notAssembled),
                requests,
                notJudged,
                labels,
                counts,
                judge,
                seconds,
                List.of());
    }

    private void addComplete(Conversation conversation) {
        complete++;
        Routing.of(ConversationCodec.decode(conversation), routing.rules())
                .notJudged()
                .values()
                .forEach(reason -> notJudged.merge(reason.name(), 1L, Long::sum));
        listener.complete(conversation);
    }

    private void addPartial(Conversation conversation) {
        partial.merge(conversation.getPartialReason().name(), 1L, Long::sum);
        listener.partial(conversation);
    }

    private void add(LabeledTurn turn) {
        labels.merge(Integer.toString(turn.getLabel()), 1L, Long::sum);
        listener.labeled(turn);
    }

    private void add(LabelCount count) {
        if (count.getCount() > 0) {
            counts.add(new DemoSummary.Count(
                    count.getDataset().name(),
                    count.getStratum(),
                    count.getPosition().name(),
                    count.getLabel(),
                    count.getCount()));
        }
    }
}
