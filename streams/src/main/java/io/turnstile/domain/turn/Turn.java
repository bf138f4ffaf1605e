package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * All that is known of a turn. Turns with one messageId form a join-semilattice under {@link #merge}: the rows of a turn
 * may come in any order, any number of times, in any grouping, and give the same turn.
 *
 * @param messageId the turn key
 * @param conversationId null while no row named a conversation
 * @param startedAt the earliest time known: of the first row, or of the summary less its turnDuration
 * @param lastEventAt the time of the latest row
 * @param statedMode the chat mode by conversation.messageText, in lower case; null while not seen
 * @param userText null where no text was captured
 * @param modelText the latest text of the model; null where none was captured
 * @param summary null where the turn ended without one, or it was not captured
 * @param panelTurnIndex the turn's place as panel.request gave it; null while not seen
 * @param parentRequestId the turn that started this one, for a subagent; else null
 * @param userHash who wrote it, as a keyed hash; null where no row says
 * @param calls the calls to models, by identity
 * @param summarizedAt when the history was summarised during this turn
 */
public record Turn(
        String messageId,
        String conversationId,
        Instant startedAt,
        Instant lastEventAt,
        String statedMode,
        String userText,
        ModelText modelText,
        TurnSummary summary,
        Integer panelTurnIndex,
        String parentRequestId,
        String userHash,
        SortedMap<CallKey, LlmCall> calls,
        SortedSet<Instant> summarizedAt) {

    /**
     * Everything that either turn knows.
     *
     * @throws IllegalArgumentException if the two are not one turn
     */
    public Turn merge(Turn other) {
        if (!messageId.equals(other.messageId)) {
            throw new IllegalArgumentException("Turns " + messageId + " and " + other.messageId + " do not merge");
        }
        return new Turn(
                messageId,
                Join.smallest(conversationId, other.conversationId),
                Join.smallest(startedAt, other.startedAt),
                Join.largest(lastEventAt, other.lastEventAt),
                Join.smallest(statedMode, other.statedMode),
                Join.greatest(userText, other.userText, UserText.LONGEST),
                Join.greatest(modelText, other.modelText, ModelText.LATEST),
                Join.greatest(summary, other.summary, TurnSummary.LATEST),
                Join.smallest(panelTurnIndex, other.panelTurnIndex),
                Join.smallest(parentRequestId, other.parentRequestId),
                Join.smallest(userHash, other.userHash),
                Join.union(calls, other.calls, LlmCall::merge),
                Join.union(summarizedAt, other.summarizedAt));
    }

    /** The same turn, in a conversation. */
    public Turn inConversation(String conversationId) {
        return new Turn(
                messageId,
                conversationId,
                startedAt,
                lastEventAt,
                statedMode,
                userText,
                modelText,
                summary,
                panelTurnIndex,
                parentRequestId,
                userHash,
                calls,
                summarizedAt);
    }

    /** How much of memory the turn's texts take, in Java's chars. */
    public int textLength() {
        return (userText == null ? 0 : userText.length())
                + (modelText == null ? 0 : modelText.text().length());
    }

    /** The chat mode: as the text said, else as the summary's intent tells; null where neither was seen. */
    public String mode() {
        return statedMode != null || summary == null ? statedMode : modeOf(summary.intentId());
    }

    /** The turn's place in its conversation, from 1; null without a summary that says it. */
    public Integer turnIndex() {
        boolean isPlaced = summary != null && summary.turnIndex() != null && summary.turnIndex() >= 1;
        return isPlaced ? summary.turnIndex() : null;
    }

    /**
     * Whether a subagent ran the turn: a parent is named, or every call is a subagent's. Subagents say turnIndex 1 under
     * their parent's conversation, with a prompt that the model wrote.
     */
    public boolean isSubagent() {
        return parentRequestId != null
                || !calls.isEmpty() && calls.values().stream().allMatch(LlmCall::isSubagent);
    }

    /**
     * Whether nothing is known but, at most, a model's text: the final one is sent again under a fresh id that is no
     * turn's. Whose it is says nothing of that: every row names its user.
     */
    public boolean isOnlyModelText() {
        return userText == null
                && statedMode == null
                && summary == null
                && panelTurnIndex == null
                && parentRequestId == null
                && calls.isEmpty()
                && summarizedAt.isEmpty();
    }

    /** The calls in order of time. */
    public List<LlmCall> callsByTime() {
        return calls.values().stream().sorted(LlmCall.BY_TIME).toList();
    }

    private static String modeOf(String intentId) {
        if (intentId == null) {
            return null;
        }
        String intent = intentId.toLowerCase(Locale.ROOT);
        if (intent.contains("agent")) {
            return "agent";
        }
        if (intent.startsWith("inline")) {
            return "inline";
        }
        return intent.startsWith("edit") ? "edit" : "ask";
    }
}
