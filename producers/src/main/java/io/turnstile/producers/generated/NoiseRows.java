package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.List;

/** Writes the rows that come along with a turn and belong to none. */
final class NoiseRows {

    private static final List<String> UNKNOWN_EVENTS = List.of(
            "editSurvival.measured",
            "codeblock.applied",
            "agent.tool.responseLength",
            // Near misses of known names.
            "toolCallDetailsSummary",
            "panel.requests",
            "nextEditSuggestion.provided");

    private static final List<String> BACKGROUND_USES = List.of("title", "commitMessage", "promptCategorization");

    private NoiseRows() {}

    static List<RowDraft> of(ConversationPlan conversation, TurnPlan turn, RowShares shares, Draw draw) {
        var rows = new ArrayList<RowDraft>();
        long at = turn.startedAt() + 700;
        if (draw.chance(shares.unknownEvent())) {
            rows.add(RowDraft.ignored(draw.pick(UNKNOWN_EVENTS), at, IgnoredReason.UNKNOWN_EVENT)
                    .text("conversationId", conversation.conversationId())
                    .text("requestId", draw.chance(0.5) ? turn.key() : null)
                    .number("value", draw.between(0, 100)));
        }
        if (draw.chance(shares.background())) {
            addBackgroundCall(rows, at, draw);
        }
        if (draw.chance(shares.withoutIds())) {
            rows.add(withoutIds(at, draw));
        }
        return rows;
    }

    private static void addBackgroundCall(List<RowDraft> rows, long at, Draw draw) {
        String requestId = draw.id();
        String modelCallId = draw.id();
        String conversationId = draw.chance(0.5) ? "unknown" : null;
        String use = draw.pick(BACKGROUND_USES);
        for (String direction : List.of("input", "output")) {
            boolean isInput = direction.equals("input");
            rows.add(RowDraft.ignored(
                            "engine.messages.length", isInput ? at : at + 900, IgnoredReason.NO_CONVERSATION_ID)
                    .text("requestId", requestId)
                    .text("conversationId", conversationId)
                    .text("modelCallId", modelCallId)
                    .text("message_direction", direction)
                    .text("subType", use)
                    .number("promptTokens", isInput ? null : draw.between(200, 3_000)));
        }
        rows.add(RowDraft.ignored("response.success", at + 950, IgnoredReason.EVENT_NOT_USED)
                .text("requestId", requestId)
                .number("issuedTime", at));
    }

    private static RowDraft withoutIds(long at, Draw draw) {
        String id = draw.pick(List.of("", " ", "unknown", "Unknown"));
        return RowDraft.ignored(
                        draw.chance(0.5) ? "panel.request" : "conversation.messageText", at, IgnoredReason.NO_TURN_KEY)
                .text("requestId", id)
                .text("messageId", id);
    }
}
