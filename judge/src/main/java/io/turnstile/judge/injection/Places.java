package io.turnstile.judge.injection;

import java.util.Arrays;

/** Where each word was last seen in the sentence at hand. For one text. */
final class Places {

    /** Greek is the first script after Latin in Unicode. */
    static final char FIRST_OTHER = '\u0370';

    private static final int NOWHERE = Integer.MIN_VALUE / 2;

    private final int[] last = new int[Word.values().length];

    Places() {
        forget();
    }

    void forget() {
        Arrays.fill(last, NOWHERE);
    }

    void remember(int words, int at) {
        for (int rest = words; rest != 0; rest &= rest - 1) {
            last[Integer.numberOfTrailingZeros(rest)] = at;
        }
    }

    /** How far the two are apart; more than any text is long where one was not seen. */
    int distance(Word one, Word other) {
        int first = last[one.ordinal()];
        int second = last[other.ordinal()];
        return first == NOWHERE || second == NOWHERE ? Integer.MAX_VALUE : Math.abs(first - second);
    }

    boolean isNewSentence(String text, int at) {
        char here = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return here == '。'
                || here == '।'
                || (here == '.' || here == '!' || here == '?') && (next == ' ' || next == '\n');
    }
}
