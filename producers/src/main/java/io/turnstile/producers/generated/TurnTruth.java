package io.turnstile.producers.generated;

import java.util.List;
import java.util.Map;

/**
 * What is true of a live turn of a complete conversation. It is to be judged if and only if it has memberships.
 *
 * @param messageId its key
 * @param turnIndex its place from 1
 * @param mode its mode in lower case; null where no row tells
 * @param responseType how it ended; one spelling of cancelled
 * @param numRequests its rounds; null where not measured
 * @param toolCounts tool calls by name; null where missing or cut
 * @param model the model as its summary names it
 * @param isSynthetic whether the client wrote its text
 * @param redactedText its user text as it must look once it is redacted; null where no personal data was planted
 * @param calls its calls in order of time
 * @param memberships the datasets it is judged for; empty for a turn that is not judged
 * @param notJudged why it is not judged; null where it is
 */
public record TurnTruth(
        String messageId,
        int turnIndex,
        String mode,
        String responseType,
        Integer numRequests,
        Map<String, Integer> toolCounts,
        String model,
        boolean isSynthetic,
        String redactedText,
        List<CallTruth> calls,
        List<MembershipTruth> memberships,
        NotJudgedReason notJudged) {}
