package io.turnstile.streams;

import io.turnstile.schema.LabeledTurn;
import io.turnstile.streams.balancing.BalancingTopology;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import io.turnstile.streams.judgerouting.JudgeRoutingTopology;
import io.turnstile.streams.labelcounts.LabelCountsTopology;
import io.turnstile.streams.labelling.LabellingTopology;
import io.turnstile.streams.turnassembly.TurnAssemblyTopology;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;

/** The pipeline: its stages, composed. */
public record Pipeline(StageContext stage, PipelineConfiguration configuration) {

    /**
     * The topology of some stages.
     *
     * @param properties those that the application will run with: they decide on optimisations and on naming
     */
    public Topology topology(Set<Stage> stages, Properties properties) {
        // Only with its own TopologyConfig does the builder refuse internal topics without an explicit name.
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        for (Stage each : Stage.values()) {
            if (stages.contains(each)) {
                add(each, stages, builder);
            }
        }
        return builder.build(properties);
    }

    private void add(Stage each, Set<Stage> stages, StreamsBuilder builder) {
        switch (each) {
            case TURN_ASSEMBLY -> new TurnAssemblyTopology(stage, configuration.turnAssembly()).addTo(builder);
            case CONVERSATION_ASSEMBLY ->
                new ConversationAssemblyTopology(stage, configuration.conversationAssembly()).addTo(builder);
            case JUDGE_ROUTING -> new JudgeRoutingTopology(stage, configuration.judgeRouting()).addTo(builder);
            case LABELLING -> new LabellingTopology(stage, configuration.labelling()).addTo(builder);
            case LABEL_COUNTS -> addLabelCounts(stages, builder);
            case BALANCING -> addBalancing(stages, builder);
        }
    }

    private void addLabelCounts(Set<Stage> stages, StreamsBuilder builder) {
        if (!stages.contains(Stage.BALANCING)) {
            new LabelCountsTopology(stage).addTo(builder);
        }
    }

    /** An application reads a topic once: what balancing reads, label counts take from it. */
    private void addBalancing(Set<Stage> stages, StreamsBuilder builder) {
        KStream<String, LabeledTurn> labels = new BalancingTopology(stage, configuration.balancing()).addTo(builder);
        if (stages.contains(Stage.LABEL_COUNTS)) {
            new LabelCountsTopology(stage).addTo(labels);
        }
    }
}
