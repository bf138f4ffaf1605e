package io.turnstile.judge.prompt;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text, or what is left of it when its middle was cut.
 *
 * @param beginning the whole text, or its beginning
 * @param charactersCut how many characters are missing, 0 for a whole text
 * @param end the end, empty for a whole text
 */
public record Excerpt(String beginning, int charactersCut, String end) {

    static Excerpt whole(String text) {
        return new Excerpt(text, 0, "");
    }

    /** Keeps as many characters, half of them at each end, and splits no surrogate pair. */
    static Excerpt of(String text, int kept) {
        if (kept >= text.length()) {
            return whole(text);
        }
        int head = (kept + 1) / 2;
        int tail = text.length() - kept / 2;
        head = splitsPair(text, head) ? head - 1 : head;
        tail = splitsPair(text, tail) ? tail + 1 : tail;
        return new Excerpt(text.substring(0, head), tail - head, text.substring(tail));
    }

    boolean isCut() {
        return charactersCut > 0;
    }

    boolean isEmpty() {
        return beginning.isEmpty() && end.isEmpty();
    }

    /** How many characters of the text there were. */
    long length() {
        return (long) shown() + charactersCut;
    }

    int shown() {
        return beginning.length() + end.length();
    }

    /** What is shown, in one text. */
    public String joined() {
        return isCut() ? beginning + "\n" + end : beginning;
    }

    /** What is shown, in the pieces in which it is shown. */
    public List<String> pieces() {
        return Stream.of(beginning, end).filter(piece -> !piece.isEmpty()).toList();
    }

    private static boolean splitsPair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
