package io.turnstile.streams.judgerouting;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.domain.conversation.TakenModes;
import io.turnstile.domain.routing.HistoryWindow;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import java.util.List;

/**
 * @param takenModes which chat modes are judged
 * @param window how much of the past a request carries
 */
public record JudgeRoutingConfiguration(TakenModes takenModes, HistoryWindow window) {

    public static final Setting<Integer> HISTORY_CHARS = Setting.integer(
            "routing.history-chars",
            8_000,
            "How many characters of earlier turns a judge request carries at most, the newest first; 0 carries none."
                    + " About 2,000 tokens: what a judge needs to know what 'it' is, at a bounded price. A change asks for"
                    + " every later turn to be judged again.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(HISTORY_CHARS);

    public static JudgeRoutingConfiguration from(Settings settings) {
        return new JudgeRoutingConfiguration(
                ConversationAssemblyConfiguration.takenModes(settings), new HistoryWindow(settings.get(HISTORY_CHARS)));
    }
}
