package io.turnstile.judge.model;

import java.util.List;

/**
 * What a model answered, in full.
 *
 * @param text the answer as it came
 * @param promptTokens sent, as the server counted them; 0 where it did not say
 * @param completionTokens received, as the server counted them; 0 where it did not say
 * @param tokens the answer's tokens in order, whose texts add up to the answer; empty where the server gives none
 */
public record ChatAnswer(String text, long promptTokens, long completionTokens, List<TokenChoice> tokens) {

    public ChatAnswer {
        tokens = List.copyOf(tokens);
    }
}
