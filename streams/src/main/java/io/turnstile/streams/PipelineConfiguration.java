package io.turnstile.streams;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.streams.judgerouting.JudgeRoutingConfiguration;
import io.turnstile.streams.turnassembly.TurnAssemblyConfiguration;
import java.util.List;
import java.util.stream.Stream;

/** The configuration of the stages that have one. */
public record PipelineConfiguration(
        TurnAssemblyConfiguration turnAssembly,
        ConversationAssemblyConfiguration conversationAssembly,
        JudgeRoutingConfiguration judgeRouting) {

    /** All keys of the stages. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    TurnAssemblyConfiguration.SETTINGS,
                    ConversationAssemblyConfiguration.SETTINGS,
                    JudgeRoutingConfiguration.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    public static PipelineConfiguration from(Settings settings) {
        return new PipelineConfiguration(
                TurnAssemblyConfiguration.from(settings),
                ConversationAssemblyConfiguration.from(settings),
                JudgeRoutingConfiguration.from(settings));
    }
}
