package io.turnstile.datasets.plot;

/** What the two colours of a chart stand for. */
public record Series(String first, String second) {}
