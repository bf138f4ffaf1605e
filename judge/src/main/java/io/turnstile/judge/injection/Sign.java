package io.turnstile.judge.injection;

import io.turnstile.judge.rubric.Folding;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an injection looks like: a word, or two in one sentence and close to each other. A sign that hardly ever stands in
 * a developer's request is enough by itself; of those that may, it takes two.
 */
enum Sign {
    OVERRIDES_INSTRUCTIONS(2, Word.IGNORE, Word.INSTRUCTIONS, 60, false),
    OVERRIDES_IN_ANY_ORDER(2, Word.IGNORE_IN_ANY_ORDER, Word.INSTRUCTIONS_IN_ANY_ORDER, 40, true),
    ADDRESSES_THE_JUDGE(2, Word.ADDRESS),
    OVERRIDE_MODE(2, Word.OVERRIDE_MODE),
    TEMPLATE_TAG(2, Word.TEMPLATE_TAG),
    OUR_MARKER(2, Word.OUR_MARKER),
    SETS_A_LABEL(1, Word.LABEL, Word.DIGIT, 40, false),
    DEMANDS_AN_ANSWER(1, Word.ANSWER, Word.DIGIT, 40, false),
    NAMES_THE_CHOICE(1, Word.CHOICE),
    NAMES_THE_JUDGE(1, Word.JUDGE),
    NAMES_THE_JUDGEMENT(1, Word.JUDGED),
    CLAIMS_AUTHORITY(1, Word.AUTHORITY),
    SPEAKS_AS_ANOTHER(1, Word.ROLE),
    ENDS_THE_MATERIAL(1, Word.END),
    WRITES_A_LABEL(1, Word.WRITTEN_LABEL),
    WRITES_A_VERDICT(1, Word.WRITTEN_VERDICT);

    static final int SUSPICIOUS = 2;

    private final int weight;
    private final Word first;
    private final Word second;
    private final int reach;
    private final boolean isInAnyOrder;

    Sign(int weight, Word word) {
        this(weight, word, word, 0, false);
    }

    /** @param reach how many characters lie at most between the beginnings of the two words */
    Sign(int weight, Word first, Word second, int reach, boolean isInAnyOrder) {
        this.weight = weight;
        this.first = first;
        this.second = second;
        this.reach = reach;
        this.isInAnyOrder = isInAnyOrder;
    }

    /** The weight of all signs in a text, each counted once. */
    static int weightIn(String text) {
        return in(text).stream().mapToInt(sign -> sign.weight).sum();
    }

    static Set<Sign> in(String text) {
        String prepared = "\n" + WhiteSpace.narrowed(Folding.fold(text));
        var places = new Places();
        var found = EnumSet.noneOf(Sign.class);
        for (int at = 0; at < prepared.length(); at++) {
            if (places.isNewSentence(prepared, at)) {
                places.forget();
            }
            int words = mayStart(prepared, at) ? Word.startingAt(prepared, at) : 0;
            if (words != 0) {
                places.remember(words, at);
                addEnding(found, words, places);
            }
        }
        return found;
    }

    private static void addEnding(Set<Sign> found, int words, Places places) {
        for (var sign : values()) {
            boolean isSecondHere = has(words, sign.second);
            boolean isFirstHere = sign.isInAnyOrder && has(words, sign.first);
            if ((isSecondHere || isFirstHere) && places.distance(sign.first, sign.second) <= sign.reach) {
                found.add(sign);
            }
        }
    }

    private static boolean has(int words, Word word) {
        return (words >> word.ordinal() & 1) == 1;
    }

    private static boolean mayStart(String text, int at) {
        char here = text.charAt(at);
        return here >= Places.FIRST_OTHER || !isOfWord(here) || at == 0 || !isOfWord(text.charAt(at - 1));
    }

    private static boolean isOfWord(char folded) {
        return folded >= 'a' && folded <= 'z' || folded >= '0' && folded <= '9' || folded == '_';
    }
}
