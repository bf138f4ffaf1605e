package io.turnstile.judge.rubric;

import io.turnstile.telemetry.Characters;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/**
 * An input as the criteria look at it. All words are looked up when it is made; what few criteria need is found when they
 * ask.
 *
 * @param prose the text without its fenced code and what looks pasted, folded and without white space at the ends: what the user asks, apart
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

    /** How much of the model's last answer is read. */
    private static final int LAST_WORDS = 1_500;

    private static final String FENCE = "```";

    static Reading of(RubricInput input) {
        // Folding can make a text longer, so it is cut again after it.
        String whole = window(Folding.fold(window(input.text())));
        boolean fenced = whole.contains(FENCE);
        String prose = withoutPasted(fenced ? withoutFencedCode(whole) : whole).strip();
        return new Reading(prose, Occurrences.in(prose), Occurrences.in(whole), Opening.of(prose), input);
    }

    boolean asksFor(Vocabulary vocabulary) {
        return asked.of(vocabulary) > 0;
    }

    boolean opensWith(Opening opening) {
        return openings.contains(opening);
    }

    /**
     * Of how many demanding kinds the end of the model's last answer speaks: that is where it says what comes next, which a
     * short "go on" then asks for.
     */
    int demandsBefore() {
        var history = input.history();
        if (history.isEmpty()) {
            return 0;
        }
        String answer = history.get(history.size() - 1).modelText();
        var words = Occurrences.in(Folding.fold(answer.substring(Math.max(0, answer.length() - LAST_WORDS))));
        return (int) Vocabulary.DEMANDING.stream()
                .filter(vocabulary -> words.of(vocabulary) > 0)
                .count();
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

    private static String window(String text) {
        return Characters.count(text) <= HEAD + TAIL
                ? text
                : Characters.first(HEAD, text) + '\n' + text.substring(text.offsetByCodePoints(text.length(), -TAIL));
    }

    /** One line that ends as code does may be prose; three are code, fenced or not. */
    private static String withoutPasted(String text) {
        boolean hasCode = Lines.atLeast(3, text, Lines::isCode);
        return text.lines()
                .filter(line -> !Lines.isPasted(line))
                .filter(line -> !hasCode || !Lines.isCode(line))
                .collect(Collectors.joining("\n"));
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
