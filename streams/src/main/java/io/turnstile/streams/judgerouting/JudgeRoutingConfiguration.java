package io.turnstile.streams.judgerouting;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.domain.routing.HistoryWindow;
import io.turnstile.domain.routing.ReasoningModels;
import io.turnstile.domain.routing.RoutingRules;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import java.util.List;

/** @param rules which turns are judged, and what their requests carry */
public record JudgeRoutingConfiguration(RoutingRules rules) {

    public static final Setting<Integer> HISTORY_CHARS = Setting.integer(
            "routing.history-chars",
            8_000,
            "How many characters of earlier turns a judge request carries at most, the newest first; 0 carries none."
                    + " About 2,000 tokens: what a judge needs to know what 'it' is, at a bounded price. A change asks for"
                    + " every later turn to be judged again.");
    public static final Setting<List<String>> REASONING_MODELS = Setting.list(
            "routing.reasoning-models",
            List.of(
                    "o1*",
                    "o3*",
                    "o4*",
                    "gpt-5*",
                    "!gpt-5*-mini*",
                    "!gpt-5*-nano*",
                    "!gpt-5*-chat*",
                    "claude-opus*",
                    "claude-*-thinking*",
                    "claude-*-thought*",
                    "gemini-*-pro*",
                    "!gemini-1*",
                    "deepseek-r1*"),
            "The models that make isLikelyReasoning true, by name, comma-separated: whole names in any letter case, * for"
                    + " any characters, ! before those that are left out. These are the models that one chooses for a"
                    + " demanding task. The light ones of a family (gpt-5-mini) reason too, but are chosen to be quick, and"
                    + " Claude Sonnet thinks only when it is told to and is the usual choice for anything: both would blur"
                    + " the signal. A change reaches the requests of conversations that close afterwards; nothing is judged"
                    + " again for it.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(HISTORY_CHARS, REASONING_MODELS);

    public static JudgeRoutingConfiguration from(Settings settings) {
        return new JudgeRoutingConfiguration(new RoutingRules(
                ConversationAssemblyConfiguration.takenModes(settings),
                new HistoryWindow(settings.get(HISTORY_CHARS)),
                ReasoningModels.of(settings.get(REASONING_MODELS))));
    }
}
