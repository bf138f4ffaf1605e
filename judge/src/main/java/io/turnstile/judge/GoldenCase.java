package io.turnstile.judge;

import io.turnstile.schema.JudgeRequest;

/**
 * A request whose right label is known.
 *
 * @param label 0: a reasoning model is needed. 1: a non-reasoning model is enough
 */
public record GoldenCase(JudgeRequest request, int label) {}
