package io.turnstile.producers.generated;

import io.turnstile.schema.PartialReason;
import java.util.Map;

/**
 * What the pipeline must count once all rows have arrived. The maps have an entry for every reason.
 *
 * @param rows rows produced, duplicates among them
 * @param ignored rows that turn assembly ignores, duplicates among them
 * @param turns turn keys with a conversation, of any kind of turn: live, abandoned, a subagent's or without a summary
 * @param conversations conversations by outcome
 * @param partial partial conversations by reason
 * @param notAssembled conversations that are not assembled, by reason
 * @param judgeRequests turns to be judged
 * @param notJudged live turns of complete conversations that are not judged, by reason
 */
public record Totals(
        long rows,
        Map<IgnoredReason, Long> ignored,
        long turns,
        Map<Outcome, Long> conversations,
        Map<PartialReason, Long> partial,
        Map<NotAssembledReason, Long> notAssembled,
        long judgeRequests,
        Map<NotJudgedReason, Long> notJudged) {}
