package io.turnstile.producers.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Consumer;

/**
 * One form of what is to be redacted.
 *
 * @param type what it is
 * @param literals one of them stands in every occurrence; see {@link LiteralScan} for how they are written
 * @param reach how far around a literal the pattern is looked for
 * @param leastReach in characters; a shorter reach cannot hold an occurrence, and is not looked at
 * @param pattern RE2/J's, so that time is linear in the text whatever is in it. What its first group that took part
 *     holds is redacted
 * @param check what a regular expression cannot say: sums, ranges, neighbours
 */
record Detector(RedactionType type, List<String> literals, Reach reach, int leastReach, Pattern pattern, Check check) {

    /** Decides on what a pattern matched. */
    @FunctionalInterface
    interface Check {

        Check ANY = (text, start, end) -> true;

        boolean accepts(String text, int start, int end);
    }

    /** Reports what is found in a part of a text. */
    void find(String text, int from, int to, Consumer<Span> found) {
        Matcher matcher = pattern.matcher(text.substring(from, to));
        while (matcher.find()) {
            int group = firstGroup(matcher);
            int start = from + matcher.start(group);
            int end = from + matcher.end(group);
            if (start < end
                    && !isBesidePlaceholder(text, from + matcher.start(), end)
                    && check.accepts(text, start, end)) {
                found.accept(new Span(type, start, end));
            }
        }
    }

    /**
     * What only a placeholder beside it makes a word was a part of something longer. Left alone, one does not lead to the
     * next, and redacting stays linear.
     *
     * @param start where the pattern's match begins, which may be with the character before the word
     */
    private static boolean isBesidePlaceholder(String text, int start, int end) {
        return Placeholders.endsAt(text, start)
                || Placeholders.endsAt(text, start + 1)
                || Placeholders.startsAt(text, end);
    }

    private static int firstGroup(Matcher matcher) {
        int group = 1;
        while (group < matcher.groupCount() && matcher.start(group) < 0) {
            group++;
        }
        return group;
    }
}
