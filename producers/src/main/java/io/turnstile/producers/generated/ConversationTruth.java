package io.turnstile.producers.generated;

import io.turnstile.schema.PartialReason;
import java.util.List;

/**
 * What is true of a conversation once all of its rows have arrived.
 *
 * @param conversationId its id
 * @param userName who wrote it, as its rows name him, before redaction; null where no row does
 * @param outcome what it must become
 * @param partialReason why it is partial; null unless it is
 * @param notAssembledReason why it is not assembled; null unless it is not
 * @param abandonedTurns captured turns on abandoned branches
 * @param subagentTurns captured turns of subagents
 * @param unsummarizedTurns a user's turns that were seen without a summary that says their place
 * @param turns the live turns in order; empty unless complete
 */
public record ConversationTruth(
        String conversationId,
        String userName,
        Outcome outcome,
        PartialReason partialReason,
        NotAssembledReason notAssembledReason,
        int abandonedTurns,
        int subagentTurns,
        int unsummarizedTurns,
        List<TurnTruth> turns) {}
