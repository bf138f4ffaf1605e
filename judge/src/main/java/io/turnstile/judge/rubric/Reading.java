package io.turnstile.judge.rubric;

import io.turnstile.telemetry.Characters;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * An input as the criteria look at it. All words are looked up when it is made; what few criteria need is found when they
 * ask.
 *
 * @param prose the text without its fenced code, folded and without white space at the ends: what the user asks, apart
 *     from what the user shows
 * @param asked the words of the prose
 * @param shown the words of the whole text
 * @param openings what the prose opens with
 * @param input what this was read from
 */
record Reading(String prose, Occurrences asked, Occurrences shown, Set<Opening> openings, RubricInput input) {

    /**
     * How many characters of a text are read, at its start and its end. A request stands at one of the two; what lies between in a
     * longer text is pasted material, and more of it says nothing new but costs time.
     */
    private static final int HEAD = 12_000;

    private static final int TAIL = 4_000;
    private static final String FENCE = "```";

    static Reading of(RubricInput input) {
        // Folding can make a text longer, so it is cut again after it.
        String whole = window(Folding.fold(window(input.text())));
        boolean fenced = whole.contains(FENCE);
        String prose = (fenced ? withoutFencedCode(whole) : whole).strip();
        var shown = Occurrences.in(whole);
        var asked = fenced ? Occurrences.in(prose) : shown;
        return new Reading(prose, asked, shown, Opening.of(prose), input);
    }

    boolean asksFor(Vocabulary vocabulary) {
        return asked.of(vocabulary) > 0;
    }

    boolean opensWith(Opening opening) {
        return openings.contains(opening);
    }

    /** How many characters of history the judge may read. */
    int historyLength() {
        return input.history().stream().mapToInt(EarlierTurn::length).sum();
    }

    /** Whether the prose is one short sentence at most: at most so many words on one line. */
    boolean isShort(int maxWords, int maxCharacters) {
        return Characters.count(prose) <= maxCharacters
                && prose.indexOf('\n') < 0
                && new StringTokenizer(prose).countTokens() <= maxWords;
    }

    boolean listsThreeItems() {
        return Lines.atLeast(3, prose, Lines::isListItem);
    }

    /** Whether the text holds code, fenced or not. */
    boolean hasCode() {
        String text = window(input.text());
        return text.contains(FENCE) || Lines.atLeast(3, text, Lines::isCode);
    }

    private static String window(String text) {
        return Characters.count(text) <= HEAD + TAIL
                ? text
                : Characters.first(HEAD, text) + '\n' + text.substring(text.offsetByCodePoints(text.length(), -TAIL));
    }

    /** Every second part between fences is code; a fence that is never closed opens code to the end. */
    private static String withoutFencedCode(String text) {
        var prose = new StringBuilder();
        String[] parts = text.split(FENCE, -1);
        for (int i = 0; i < parts.length; i += 2) {
            prose.append(parts[i]).append('\n');
        }
        return prose.toString();
    }
}
