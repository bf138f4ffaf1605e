package io.turnstile.judge.worker;

import io.turnstile.schema.Verdict;

/**
 * A verdict on a request.
 *
 * @param isCached whether it was known already, and cost no call
 */
record Answer(Verdict verdict, boolean isCached) {}
