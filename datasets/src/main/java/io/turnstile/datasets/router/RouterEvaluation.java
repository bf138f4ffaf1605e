package io.turnstile.datasets.router;

/**
 * Measured on one split.
 *
 * @param split its name
 * @param router the light router
 * @param length a logistic regression that sees nothing but the logarithm of the text's length
 */
public record RouterEvaluation(String split, Metrics router, Metrics length) {}
