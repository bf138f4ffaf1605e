package io.turnstile.judge.evaluation;

import io.turnstile.judge.agreement.Confusion;

/**
 * The labelled cases that have something in common.
 *
 * @param kind what: half, difficulty, stratum, language
 * @param value which
 */
public record Slice(String kind, String value, Confusion confusion) {}
