package io.turnstile.streams;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.streams.balancing.BalancingConfiguration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.streams.judgerouting.JudgeRoutingConfiguration;
import io.turnstile.streams.labelling.LabellingConfiguration;
import io.turnstile.streams.turnassembly.TurnAssemblyConfiguration;
import java.util.List;
import java.util.stream.Stream;

/** The configuration of the stages that have one. */
public record PipelineConfiguration(
        TurnAssemblyConfiguration turnAssembly,
        ConversationAssemblyConfiguration conversationAssembly,
        JudgeRoutingConfiguration judgeRouting,
        LabellingConfiguration labelling,
        BalancingConfiguration balancing) {

    /** All keys of the stages. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    TurnAssemblyConfiguration.SETTINGS,
                    ConversationAssemblyConfiguration.SETTINGS,
                    JudgeRoutingConfiguration.SETTINGS,
                    LabellingConfiguration.SETTINGS,
                    BalancingConfiguration.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** @param judgeFingerprint of the judge that is configured: where nothing else is set, its verdicts make the labels */
    public static PipelineConfiguration from(Settings settings, String judgeFingerprint) {
        return new PipelineConfiguration(
                TurnAssemblyConfiguration.from(settings),
                ConversationAssemblyConfiguration.from(settings),
                JudgeRoutingConfiguration.from(settings),
                LabellingConfiguration.from(settings, judgeFingerprint),
                BalancingConfiguration.from(settings));
    }
}
