package io.turnstile.streams;

import io.turnstile.config.ConfigurationException;
import io.turnstile.streams.balancing.BalancingTopology;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import io.turnstile.streams.judgerouting.JudgeRoutingTopology;
import io.turnstile.streams.labelcounts.LabelCountsTopology;
import io.turnstile.streams.labelling.LabellingTopology;
import io.turnstile.streams.turnassembly.TurnAssemblyTopology;
import java.util.Arrays;

/** The stages of the pipeline, in the order in which data flows. Each can run alone: they meet only in topics. */
public enum Stage {
    TURN_ASSEMBLY(TurnAssemblyTopology.NAME),
    CONVERSATION_ASSEMBLY(ConversationAssemblyTopology.NAME),
    JUDGE_ROUTING(JudgeRoutingTopology.NAME),
    LABELLING(LabellingTopology.NAME),
    LABEL_COUNTS(LabelCountsTopology.NAME),
    BALANCING(BalancingTopology.NAME);

    private final String stageName;

    Stage(String stageName) {
        this.stageName = stageName;
    }

    /** The name that people type and nodes begin with, e.g. turn-assembly. */
    public String stageName() {
        return stageName;
    }

    /** @throws ConfigurationException if there is no such stage; the message lists them */
    public static Stage named(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.stageName.equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no stage '" + name + "'. The stages are: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Stage::stageName).toList())));
    }
}
