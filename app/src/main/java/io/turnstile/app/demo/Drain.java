package io.turnstile.app.demo;

import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.balancing.BalancingTopology;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether all that was produced has come out at the end. The stages are asked in the order in which data flows: once one
 * has nothing left and the ones before it had nothing left, nothing can come to it any more.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final List<Step> steps;
    private int done;

    /**
     * @param lastRows the last row of each partition of topic telemetry
     * @param streamsGroup the group of the topologies
     * @param judgeGroup the share group of the judge workers
     */
    Drain(
            FlowWatch watch,
            PipelineApplication pipeline,
            TopicCatalogue topics,
            Map<Integer, Long> lastRows,
            String streamsGroup,
            String judgeGroup) {
        Map<TopicPartition, Long> rows = lastRows.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new TopicPartition(topics.telemetry().name(), entry.getKey()), Map.Entry::getValue));
        var repartitions = List.of(
                streamsGroup + "-label-counts.session-cells-repartition",
                streamsGroup + "-label-counts.conversation-cells-repartition");
        steps = new ArrayList<>(List.of(
                new Step("assembling turns", () -> watch.isCommitted(rows, streamsGroup)),
                new Step(
                        "assembling conversations",
                        arrived(pipeline, StageCount.TURNS_SENT, "", StageCount.TURNS_RECEIVED)),
                new Step(
                        "waiting for conversations to be quiet",
                        () -> pipeline.isEmpty(ConversationAssemblyTopology.CLOSE_INDEX)),
                new Step(
                        "routing to the judge",
                        arrived(
                                pipeline,
                                StageCount.CONVERSATIONS_SENT,
                                ConversationAssemblyTopology.SENT_COMPLETE,
                                StageCount.CONVERSATIONS_RECEIVED)),
                consumed(watch, "routing to the judge", topics.conversations().name(), streamsGroup),
                new Step("judging", () -> watch.isShared(topics.judgeRequests().name(), judgeGroup)),
                consumed(watch, "labelling", topics.judgeRequests().name(), streamsGroup),
                consumed(watch, "labelling", topics.judgeVerdicts().name(), streamsGroup),
                consumed(watch, "counting labels", topics.labeled().name(), streamsGroup),
                consumed(watch, "counting labels", repartitions.get(0), streamsGroup),
                consumed(watch, "counting labels", repartitions.get(1), streamsGroup)));
        BalancingTopology.internalTopics()
                .forEach(topic -> steps.add(consumed(watch, "balancing", streamsGroup + "-" + topic, streamsGroup)));
        steps.add(new Step("balancing", () -> pipeline.isEmpty(BalancingTopology.UNSETTLED)));
        // What was decided last goes back to its turn.
        BalancingTopology.internalTopics()
                .forEach(topic -> steps.add(consumed(watch, "balancing", streamsGroup + "-" + topic, streamsGroup)));
    }

    private interface Condition {
        boolean holds() throws InterruptedException, ExecutionException;
    }

    private record Step(String name, Condition condition) {}

    /** How long a count has not changed. */
    private static final class Standstill {

        private static final Duration LONG = Duration.ofSeconds(15);

        private long count = -1;
        private Instant since = Instant.now();

        boolean isLong(long current) {
            if (current != count) {
                count = current;
                since = Instant.now();
            }
            return since.plus(LONG).isBefore(Instant.now());
        }
    }

    /** Goes as far as it can; true when all is drained. */
    boolean advance() throws InterruptedException, ExecutionException {
        while (done < steps.size() && steps.get(done).condition().holds()) {
            LOG.debug(
                    "event=drained step={} of={} name=\"{}\"",
                    done,
                    steps.size(),
                    steps.get(done).name());
            done++;
        }
        return done == steps.size();
    }

    /** What is being waited for. */
    String waitingFor() {
        return done < steps.size() ? steps.get(done).name() : "done";
    }

    /**
     * Whether what a punctuation sent has arrived at the next stage. Offsets cannot tell: a punctuation sends without
     * reading, and what it sent is at first in no topic. An aborted transaction is counted twice, so a count that stands
     * still for long counts as arrived.
     */
    private static Condition arrived(
            PipelineApplication pipeline, StageCount sent, String reason, StageCount received) {
        var standstill = new Standstill();
        return () -> {
            long sentSoFar = pipeline.counts(sent).getOrDefault(reason, 0L);
            long receivedSoFar = pipeline.counts(received).getOrDefault("", 0L);
            return receivedSoFar >= sentSoFar || standstill.isLong(receivedSoFar);
        };
    }

    private static Step consumed(FlowWatch watch, String name, String topic, String group) {
        return new Step(name, () -> watch.isConsumed(topic, group));
    }
}
