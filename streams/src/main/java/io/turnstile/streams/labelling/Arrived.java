package io.turnstile.streams.labelling;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;

/** What the stage reads: records of two topics. */
sealed interface Arrived {

    /** From {@code judge.requests}. @param request null when it was retracted */
    record OfRequest(JudgeRequest request) implements Arrived {}

    /** From {@code judge.verdicts}. @param verdict null is a tombstone */
    record OfVerdict(Verdict verdict) implements Arrived {}
}
