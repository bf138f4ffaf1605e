package io.turnstile.judge.rubric;

import com.google.re2j.Pattern;

/**
 * Words that signal a criterion, in several languages. RE2 matches in time linear in the text, so that no text can hang
 * it; a backtracking matcher could be hung.
 *
 * <p>Words are beginnings of words: {@code deadlock} also finds deadlocks and deadlocked. They are RE2 expressions in
 * folded form (see {@link Folding}).
 *
 * @param latin words in Latin script: matched where a word starts
 * @param other words in other scripts: matched anywhere, because some have no spaces between words
 */
record Vocabulary(Pattern latin, Pattern other) {

    /** What may stand before the words that a text opens with: whom it speaks to, and politeness. */
    private static final String COURTESY =
            "(?:(?:[@#][\\w.-]+|(?:please|pls|bitte|hi|hey|hello|ok|so|now|just|and|por favor"
                    + "|s'il te plait|(?:can|could|would|will) (?:you|we|i)|i (?:want|need|would like)(?: you)? to|let'?s)[,!]?)\\s+)*";

    /** Greek is the first script after Latin in Unicode. */
    private static final int FIRST_OTHER = '\u0370';

    static Vocabulary of(String latin, String other) {
        return new Vocabulary(
                Pattern.compile("\\b(?:" + latin + ")"), Pattern.compile("(?:" + Folding.fold(other) + ")"));
    }

    /** Like {@link #of}, but matched only where a text opens, after {@link #COURTESY}. */
    static Vocabulary opening(String latin, String other) {
        return new Vocabulary(
                Pattern.compile("\\A" + COURTESY + "(?:" + latin + ")"),
                Pattern.compile("\\A(?:" + Folding.fold(other) + ")"));
    }

    boolean isIn(String text) {
        return isIn(text, 1);
    }

    /** Whether its words occur at least so many times. */
    boolean isIn(String text, int times) {
        int found = Matches.count(latin, text, times);
        return found >= times || hasOtherScript(text) && found + Matches.count(other, text, times) >= times;
    }

    private static boolean hasOtherScript(String text) {
        return text.chars().anyMatch(character -> character >= FIRST_OTHER);
    }
}
