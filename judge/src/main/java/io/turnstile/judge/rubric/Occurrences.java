package io.turnstile.judge.rubric;

import java.util.List;

/** How often a text holds words of each vocabulary, found in one pass. */
final class Occurrences {

    /** Greek is the first script after Latin in Unicode. */
    private static final int FIRST_OTHER = '\u0370';

    private static final List<Vocabulary> VOCABULARIES = List.of(Vocabulary.values());
    static final Expressions LATIN =
            Expressions.of(VOCABULARIES.stream().map(Vocabulary::latin).toList());
    static final Expressions OTHER =
            Expressions.of(VOCABULARIES.stream().map(Vocabulary::other).toList());

    private final int[] counts;

    private Occurrences(int[] counts) {
        this.counts = counts;
    }

    static Occurrences in(String folded) {
        int[] counts = new int[VOCABULARIES.size()];
        boolean inWord = false;
        for (int i = 0; i < folded.length(); i++) {
            char character = folded.charAt(i);
            if (character >= FIRST_OTHER) {
                add(counts, OTHER.matchingAt(folded, i));
            }
            boolean isOfWord = isOfWord(character);
            if (isOfWord && !inWord) {
                add(counts, LATIN.matchingAt(folded, i));
            }
            inWord = isOfWord;
        }
        return new Occurrences(counts);
    }

    /** At how many places a word of the vocabulary starts. */
    int of(Vocabulary vocabulary) {
        return counts[vocabulary.ordinal()];
    }

    private static void add(int[] counts, int matching) {
        for (int rest = matching; rest != 0; rest &= rest - 1) {
            counts[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    private static boolean isOfWord(char folded) {
        return folded >= 'a' && folded <= 'z' || folded >= '0' && folded <= '9' || folded == '_';
    }
}
