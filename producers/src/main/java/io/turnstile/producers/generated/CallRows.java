package io.turnstile.producers.generated;

import java.util.List;

/** Writes the rows of a turn's calls: input, output, and the response events beside them. */
final class CallRows {

    private static final String EVENT = "engine.messages.length";
    private static final long TOKEN_WINDOW = 128_000;

    private final ConversationPlan conversation;
    private final TurnPlan turn;
    private final RowShares shares;
    private final Draw draw;

    CallRows(ConversationPlan conversation, TurnPlan turn, RowShares shares, Draw draw) {
        this.conversation = conversation;
        this.turn = turn;
        this.shares = shares;
        this.draw = draw;
    }

    void addTo(List<RowDraft> rows, CallPlan call) {
        rows.add(input(call));
        if (call.isAnswered()) {
            rows.add(output(call));
            rows.add(response("response.success", call, call.answeredAt() + 20));
        } else {
            boolean isError = turn.summary().responseType().equals("failed");
            rows.add(response(isError ? "response.error" : "response.cancelled", call, call.at() + 500));
        }
    }

    private RowDraft input(CallPlan call) {
        return withIds(RowDraft.used(EVENT, call.at()))
                .text("headerRequestId", turn.key())
                .text("message_direction", "input")
                .text("modelCallId", call.modelCallId())
                .text("baseModel", call.model())
                .text("subType", call.subType())
                .text("retryAfterError", call.retryAfterError())
                .text("messagesJson", messagesJson())
                .text("request.option.temperature", "0")
                .number("maxTokenWindow", TOKEN_WINDOW);
    }

    private RowDraft output(CallPlan call) {
        boolean hasKey = conversation.client().capturesUsage();
        RowDraft row = hasKey
                ? withIds(RowDraft.used(EVENT, call.answeredAt())).text("headerRequestId", outputHeader())
                : RowDraft.ignored(EVENT, call.answeredAt(), IgnoredReason.NO_TURN_KEY);
        return row.text("message_direction", "output")
                .text("modelCallId", call.modelCallId())
                .text("baseModel", call.model())
                .text("subType", call.subType())
                .number("promptTokens", call.promptTokens())
                .number("completionTokens", call.completionTokens())
                .number("totalTokens", call.promptTokens() + call.completionTokens());
    }

    /** Some APIs leave headerRequestId out of the output; newer clients have messageId beside it. */
    private String outputHeader() {
        boolean isLeftOut = !conversation.client().isOld() && draw.chance(shares.outputWithoutHeader());
        return isLeftOut ? null : turn.key();
    }

    private RowDraft withIds(RowDraft row) {
        if (conversation.client().isOld()) {
            boolean isWordSent = draw.chance(0.5);
            return isWordSent ? row.text("messageId", "unknown").text("conversationId", "unknown") : row;
        }
        return row.text("messageId", turn.key()).text("conversationId", conversation.conversationId());
    }

    private RowDraft response(String event, CallPlan call, long at) {
        return RowDraft.ignored(event, at, IgnoredReason.EVENT_NOT_USED)
                .text("requestId", turn.key())
                .text("modelInvoked", call.model())
                .number("promptTokenCount", call.promptTokens())
                .number("completionTokens", call.completionTokens())
                .number("issuedTime", call.at());
    }

    /** The messages with every content replaced by its length in characters. */
    private String messagesJson() {
        var json = new StringBuilder("[{\"role\":\"system\",\"content\":").append(draw.between(20_000, 40_000));
        for (int i = draw.between(1, 5); i > 0; i--) {
            json.append("},{\"role\":\"").append(i % 2 == 0 ? "tool" : "user").append("\",\"content\":");
            json.append(draw.between(20, 9_000));
        }
        return json.append("}]").toString();
    }
}
