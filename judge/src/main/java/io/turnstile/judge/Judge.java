package io.turnstile.judge;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;

/** Decides whether a turn needs a reasoning model. Called from several threads at once. */
public interface Judge extends AutoCloseable {

    /** The judge's kind and version, in every verdict. Two verdicts compare only under one fingerprint. */
    String fingerprint();

    /** Whether this judge is a baseline to measure others by, whose labels are not for release. */
    boolean isBaseline();

    /** Whether an answer costs money: then it is kept, and equal input is not judged twice. */
    boolean isPaid();

    /**
     * Names the fingerprint and all that the judge would be shown of a request, in 64 hex digits. Requests with one key
     * get one answer.
     */
    String contentKey(JudgeRequest request);

    /**
     * Judges one request. The verdict carries the request's message id and input hash.
     *
     * @throws NoLabelException if this request gets no label; it says nothing about other requests
     * @throws JudgeUnavailableException if no request can be judged at present; this one is to be tried again
     */
    Verdict judge(JudgeRequest request);

    /** Lets go of connections; a judge that holds none does nothing. */
    @Override
    default void close() {}
}
