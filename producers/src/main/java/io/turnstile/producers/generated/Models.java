package io.turnstile.producers.generated;

import java.util.List;

/** The models that turns run on. */
final class Models {

    private static final List<String> CHOSEN = List.of(
            "claude-sonnet-4.5",
            "claude-sonnet-4",
            "claude-opus-4.5",
            "gpt-4.1",
            "gpt-5",
            "gpt-5-mini",
            "gpt-5.1-codex",
            "gemini-2.5-pro");

    /** Between these the router of auto mode picks. */
    private static final List<String> ROUTED = List.of("claude-sonnet-4.5", "gpt-5-mini");

    private Models() {}

    static String chosen(Draw draw) {
        return draw.pick(CHOSEN);
    }

    static String routed(Draw draw) {
        return draw.pick(ROUTED);
    }

    static boolean isForReasoning(String model) {
        return ROUTED.get(0).equals(model);
    }
}
