package io.turnstile.judge.evaluation;

/** What a million tokens cost, in any currency. */
public record Prices(double prompt, double completion) {}
