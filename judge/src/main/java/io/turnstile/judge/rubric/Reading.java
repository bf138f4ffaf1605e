package io.turnstile.judge.rubric;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * An input as the criteria look at it.
 *
 * @param whole the text, folded
 * @param prose the text without its fenced code, folded and without white space at the ends: what the user asks, apart
 *     from what the user shows
 * @param hasCode whether the text holds code, fenced or not
 * @param length the length of the whole text in characters, also of what is not read
 * @param words how many words the prose has; a script written without spaces has few
 * @param input what this was read from
 */
record Reading(String whole, String prose, boolean hasCode, int length, int words, RubricInput input) {

    /**
     * How much of a text is read, at its start and its end. A request stands at one of the two; what lies between in a
     * longer text is pasted material, and more of it says nothing new but costs time.
     */
    private static final int HEAD = 12_000;

    private static final int TAIL = 4_000;
    private static final String FENCE = "```";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern CODE_LINE = Pattern.compile("(?m)(?:[;{}]|\\)\\s*:|=>)[ \\t\\r]*$");
    private static final int CODE_LINES = 3;

    static Reading of(RubricInput input) {
        String window = window(input.text());
        String prose = window(Folding.fold(withoutFencedCode(window))).strip();
        boolean hasCode = window.contains(FENCE) || Matches.count(CODE_LINE, window, CODE_LINES) == CODE_LINES;
        int words = prose.isEmpty() ? 0 : SPACES.split(prose).length;
        return new Reading(
                window(Folding.fold(window)), prose, hasCode, input.text().length(), words, input);
    }

    /** How many characters of history the judge may read. */
    int historyLength() {
        return input.history().stream().mapToInt(EarlierTurn::length).sum();
    }

    /** Whether the prose is one short sentence at most: at most so many words on one line. */
    boolean isShort(int maxWords, int maxCharacters) {
        return words <= maxWords && prose.length() <= maxCharacters && prose.indexOf('\n') < 0;
    }

    /** Folding can make a text longer, so it is cut again after it. */
    private static String window(String text) {
        return text.length() <= HEAD + TAIL
                ? text
                : text.substring(0, HEAD) + '\n' + text.substring(text.length() - TAIL);
    }

    /** Every second part between fences is code; a fence that is never closed opens code to the end. */
    private static String withoutFencedCode(String text) {
        var prose = new StringBuilder();
        var parts = List.of(text.split(FENCE, -1));
        for (int i = 0; i < parts.size(); i += 2) {
            prose.append(parts.get(i)).append('\n');
        }
        return prose.toString();
    }
}
