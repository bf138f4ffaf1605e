package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.List;

/** Writes the rows of one turn, in order of their events. */
final class TurnRows {

    private static final List<String> FAILED_OUTCOMES = List.of("budget_exceeded", "too_large", "requestThrow");

    private final ConversationPlan conversation;
    private final TurnPlan turn;
    private final RowShares shares;
    private final Draw draw;
    private final String userText;
    private final List<String> userParts;
    private final boolean hasManyTools;
    private final List<RowDraft> rows = new ArrayList<>();
    private final CallRows callRows;

    private TurnRows(ConversationPlan conversation, TurnPlan turn, RowShares shares, Draw draw) {
        this.conversation = conversation;
        this.turn = turn;
        this.draw = draw;
        this.userText = UserText.write(draw, turn).sent();
        this.userParts = userText == null ? List.of("") : SplitText.parts(userText);
        this.hasManyTools = draw.chance(shares.manyTools());
        this.shares = shares;
        this.callRows = new CallRows(conversation, turn, shares, draw);
    }

    static List<RowDraft> of(ConversationPlan conversation, TurnPlan turn, RowShares shares, Draw draw) {
        var writer = new TurnRows(conversation, turn, shares, draw);
        writer.write();
        return writer.rows;
    }

    private void write() {
        addRouterDecision();
        if (turn.rounds().isEmpty()) {
            addUserText(turn.startedAt() + 50);
            rows.add(panelRequest(turn.endedAt() + 300, 0, "{}"));
        }
        for (int round = 0; round < turn.rounds().size(); round++) {
            addRound(round);
        }
        if (turn.fate() == Fate.CAPTURED) {
            rows.add(SummaryRow.of(conversation, turn, messageLength(), hasManyTools, draw));
        }
    }

    private void addRouterDecision() {
        if (turn.isRouted()) {
            boolean isReasoning = Models.isForReasoning(turn.model());
            rows.add(RowDraft.ignored("automode.routerDecision", turn.startedAt() + 20, IgnoredReason.EVENT_NOT_USED)
                    .text("conversationId", conversation.conversationId())
                    .text("predictedLabel", isReasoning ? "needs_reasoning" : "no_reasoning")
                    .number("confidence", draw.between(50, 99) / 100.0)
                    .number("turn_number", turn.index()));
        }
    }

    private void addRound(int number) {
        RoundPlan round = turn.rounds().get(number);
        boolean isLast = number == turn.rounds().size() - 1;
        addUserText(round.at() + 10);
        addSummarization(round);
        round.calls().forEach(call -> callRows.addTo(rows, call));
        if (round.isCompleted()) {
            addModelText(round, isLast);
        }
        // The last round's row follows the summary.
        long panelAt = isLast ? turn.endedAt() + 300 : round.endedAt() + 200;
        rows.add(panelRequest(panelAt, number + 1, JsonText.object(round.tools())));
    }

    /** The client sends the user's text again on every round, and numbers it from 0. */
    private void addUserText(long at) {
        if (conversation.client() != Client.PRODUCT) {
            rows.add(messageText(at, "user", turn.key(), turn.index() - 1, userParts)
                    .text("mode", turn.mode().sent()));
        }
    }

    private void addModelText(RoundPlan round, boolean isLast) {
        if (conversation.client() == Client.PRODUCT) {
            return;
        }
        List<String> parts = SplitText.parts(isLast ? AnswerText.result(draw) : AnswerText.step(draw));
        rows.add(messageText(round.endedAt() + 50, "model", turn.key(), turn.index(), parts));
        if (isLast) {
            // The final text comes once more under an id that matches no turn.
            rows.add(messageText(turn.endedAt() + 150, "model", draw.id(), turn.index(), parts));
        }
    }

    private RowDraft messageText(long at, String source, String messageId, int turnIndex, List<String> parts) {
        return RowDraft.used("conversation.messageText", at)
                .text("source", source)
                .text("conversationId", conversation.conversationId())
                .text("messageId", messageId)
                .text("headerRequestId", messageId)
                .text("turnIndex", Integer.toString(turnIndex))
                .parts("messageText", parts, missingPart(parts.size()));
    }

    /**
     * The first part is always there: a value without it is no value. All parts are where personal data was planted: nobody
     * could tell a half of it, and the truth is that of the whole text.
     */
    private int missingPart(int parts) {
        return parts > 1 && turn.planted() == null && draw.chance(shares.missingPart()) ? draw.between(2, parts) : 0;
    }

    private void addSummarization(RoundPlan round) {
        if (round.summarizedAt() != null) {
            if (draw.chance(shares.failedSummarization())) {
                rows.add(summarization(round.summarizedAt() - 50, draw.pick(FAILED_OUTCOMES)));
            }
            rows.add(summarization(round.summarizedAt(), "success"));
        }
    }

    private RowDraft summarization(long at, String outcome) {
        return RowDraft.used("summarizedConversationHistory", at)
                .text("conversationId", conversation.conversationId())
                .text("chatRequestId", turn.key())
                .text("outcome", outcome)
                .text("model", turn.model())
                .number("turnIndex", turn.index() - 1);
    }

    private RowDraft panelRequest(long at, int round, String toolCounts) {
        return RowDraft.used("panel.request", at)
                .text("requestId", turn.key())
                .text("conversationId", conversation.conversationId())
                .text("parentRequestId", parentRequestId())
                .text("responseType", turn.summary().responseType())
                .text("model", turn.model())
                .text("toolCounts", toolCounts)
                .number("turn", turn.index())
                .number("round", round);
    }

    /** Some clients name the turn itself as its parent; that does not make it a subagent's. */
    private String parentRequestId() {
        if (turn.isSubagent()) {
            return turn.subagent().isParentTold() ? turn.subagent().parentKey() : null;
        }
        return (turn.seed() & 31) == 0 ? turn.key() : null;
    }

    private int messageLength() {
        return userText == null ? 0 : userText.length();
    }
}
