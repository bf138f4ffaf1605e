package io.turnstile.judge.answer;

import io.turnstile.judge.model.ChatAnswer;
import io.turnstile.judge.model.TokenChoice;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The probability of label 1 against label 0, by what else the model might have written in the label's place. The score
 * stands before it and says which label follows, so it is mostly close to 0 or 1.
 */
public final class SoftLabel {

    private SoftLabel() {}

    /**
     * @param answer one that was accepted: its label is the last thing in it
     * @return 0 to 1; empty where the server gave no tokens for the label, or neither label is among its choices
     */
    public static OptionalDouble of(ChatAnswer answer) {
        String text = answer.text();
        int place = Math.max(text.lastIndexOf('0'), text.lastIndexOf('1'));
        List<TokenChoice> tokens = answer.tokens();
        int end = text.length();
        for (int i = tokens.size() - 1; i >= 0; i--) {
            String token = tokens.get(i).text();
            int start = end - token.length();
            if (!text.startsWith(token, start)) {
                return OptionalDouble.empty();
            }
            if (start <= place) {
                return of(tokens.get(i), token.substring(0, place - start));
            }
            end = start;
        }
        return OptionalDouble.empty();
    }

    /** A token may hold what stands before the label, and after it. */
    private static OptionalDouble of(TokenChoice choice, String before) {
        double one = probability(choice, before + "1");
        double zero = probability(choice, before + "0");
        return one + zero > 0 ? OptionalDouble.of(one / (one + zero)) : OptionalDouble.empty();
    }

    private static double probability(TokenChoice choice, String beginning) {
        return choice.alternatives().entrySet().stream()
                .filter(alternative -> begins(alternative.getKey(), beginning))
                .mapToDouble(alternative -> Math.exp(alternative.getValue()))
                .sum();
    }

    private static boolean begins(String token, String beginning) {
        return token.startsWith(beginning)
                && (token.length() == beginning.length() || "}\r\n\t ".indexOf(token.charAt(beginning.length())) >= 0);
    }
}
