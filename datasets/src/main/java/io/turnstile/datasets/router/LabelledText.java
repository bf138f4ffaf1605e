package io.turnstile.datasets.router;

/**
 * What a router learns from.
 *
 * @param label 0: reasoning; 1: non-reasoning
 */
public record LabelledText(String text, int label) {}
