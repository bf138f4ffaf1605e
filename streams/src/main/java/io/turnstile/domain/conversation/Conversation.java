package io.turnstile.domain.conversation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A conversation as its turns stand.
 *
 * @param conversationId its id
 * @param partialReason why it is not complete; null if and only if it is
 * @param startedAt the start of the earliest turn
 * @param lastEventAt the time of the latest row
 * @param abandonedTurnCount captured turns on abandoned branches
 * @param subagentTurnCount turns run by subagents
 * @param unsummarizedTurnCount turns seen without a summary, or with one that does not say their place
 * @param isDeltaReliable whether every delta was taken against the true call before
 * @param turns the live turns in order of turnIndex
 */
public record Conversation(
        String conversationId,
        PartialReason partialReason,
        Instant startedAt,
        Instant lastEventAt,
        int abandonedTurnCount,
        int subagentTurnCount,
        int unsummarizedTurnCount,
        boolean isDeltaReliable,
        List<ConversationTurn> turns) {

    public boolean isComplete() {
        return partialReason == null;
    }

    /** The smallest index of a live turn; null where there is none. */
    public Integer minTurnIndex() {
        return turns.isEmpty() ? null : turns.get(0).turn().turnIndex();
    }

    /** The largest index of a live turn; null where there is none. */
    public Integer maxTurnIndex() {
        return turns.isEmpty() ? null : turns.get(turns.size() - 1).turn().turnIndex();
    }

    /** The stratum by turn count; null outside 3-20 turns and for a partial conversation. */
    public TurnCountStratum stratum() {
        return isComplete() ? TurnCountStratum.of(turns.size()) : null;
    }

    /** Whose it is, as a keyed hash: the smallest of the live turns', should they differ; null where none says. */
    public String userHash() {
        return turns.stream()
                .map(turn -> turn.turn().userHash())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The models of the live turns, each once, in order of first use. */
    public List<String> models() {
        return turns.stream()
                .map(ConversationTurn::model)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
