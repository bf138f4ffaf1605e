package io.turnstile.judge;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;

/** Decides whether a turn needs a reasoning model. Called from several threads at once. */
public interface Judge {

    /** The judge's kind and version, in every verdict. Two verdicts compare only under one fingerprint. */
    String fingerprint();

    /** Whether this judge is a baseline to measure others by, whose labels are not for release. */
    boolean isBaseline();

    /**
     * Judges one request. The verdict carries the request's message id and input hash.
     *
     * @throws RuntimeException if this request cannot be judged; it says nothing about other requests
     */
    Verdict judge(JudgeRequest request);
}
