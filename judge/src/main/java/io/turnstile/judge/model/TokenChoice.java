package io.turnstile.judge.model;

import java.util.Map;

/**
 * A token of an answer, and what else might have stood there.
 *
 * @param text the token
 * @param alternatives the likeliest tokens at its place, itself among them, with the natural logarithms of their
 *     probabilities
 */
public record TokenChoice(String text, Map<String, Double> alternatives) {

    public TokenChoice {
        alternatives = Map.copyOf(alternatives);
    }
}
