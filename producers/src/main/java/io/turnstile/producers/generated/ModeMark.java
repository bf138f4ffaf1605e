package io.turnstile.producers.generated;

import java.util.List;

/**
 * How a turn shows its mode.
 *
 * @param sent property mode of the user's text; null where the client sends none
 * @param intentId property intentId of the summary; null where the client sends none
 * @param mode the mode that follows: what was sent in lower case, else what the intent tells; null without either
 */
record ModeMark(String sent, String intentId, String mode) {

    static final ModeMark NONE = new ModeMark(null, null, null);
    static final ModeMark AGENT = new ModeMark("agent", "editAgent", "agent");
    static final ModeMark ASK = new ModeMark("ask", "unknown", "ask");

    private static final List<ModeMark> AGENT_MARKS = List.of(
            new ModeMark("Agent", "editAgent", "agent"),
            new ModeMark(null, "editAgent", "agent"),
            new ModeMark(null, "notebookEditorAgent", "agent"),
            new ModeMark("agent", null, "agent"));
    private static final List<ModeMark> ASK_MARKS = List.of(
            ASK,
            new ModeMark("Ask", "explain", "ask"),
            // The sent mode wins over an intent that names the agent.
            new ModeMark("ask", "askAgent", "ask"),
            new ModeMark(null, "workspace", "ask"));
    private static final List<ModeMark> EDIT_MARKS =
            List.of(new ModeMark("edit", "edit", "edit"), new ModeMark(null, "edit2", "edit"));
    private static final List<ModeMark> INLINE_MARKS =
            List.of(new ModeMark(null, "inlineChat", "inline"), new ModeMark(null, "InlineEdit", "inline"));

    /** The agent's intent runs custom modes: what was sent wins. */
    private static final List<ModeMark> CUSTOM_MARKS =
            List.of(new ModeMark("custom", "editAgent", "custom"), new ModeMark("Custom", null, "custom"));

    /** Most agent conversations are marked plainly; the rest show each other way. */
    private static final double PLAIN_SHARE = 0.92;

    static ModeMark draw(Draw draw, ConversationKind kind) {
        return switch (kind) {
            case ASK -> draw.pick(ASK_MARKS);
            case EDIT -> draw.pick(EDIT_MARKS);
            case INLINE -> draw.pick(INLINE_MARKS);
            case CUSTOM -> draw.pick(CUSTOM_MARKS);
            case WITHOUT_MODE -> NONE;
            default -> draw.chance(PLAIN_SHARE) ? AGENT : draw.pick(AGENT_MARKS);
        };
    }
}
