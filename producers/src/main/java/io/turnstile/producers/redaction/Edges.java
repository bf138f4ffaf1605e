package io.turnstile.producers.redaction;

/** What stands beside a place in a text. */
final class Edges {

    private Edges() {}

    /** Whether a word can begin here: after no letter, digit or underscore, or after an escape as {@code \n} is. */
    static boolean isFreeBefore(String text, int start) {
        return start == 0 || !isOfWord(text.charAt(start - 1)) || isAfterEscape(text, start);
    }

    static boolean isFreeAfter(String text, int end) {
        return end == text.length() || !isOfWord(text.charAt(end));
    }

    /** The character before, or a line feed where there is none. */
    static char before(String text, int start) {
        return start <= 0 ? '\n' : text.charAt(start - 1);
    }

    /** The character that stands there, or a line feed where the text has ended. */
    static char at(String text, int index) {
        return index >= text.length() ? '\n' : text.charAt(index);
    }

    static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    static boolean isAsciiLetter(char unit) {
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z';
    }

    /** Ideographs and syllables are written without spaces: a word of ASCII beside them is a word. */
    private static boolean isOfWord(char unit) {
        return isDigit(unit) || unit == '_' || Character.isLetter(unit) && !isWrittenWithoutSpaces(unit);
    }

    private static boolean isWrittenWithoutSpaces(char unit) {
        return unit >= '\u2e80' && unit <= '\ud7ff' || unit >= '\uf900' && unit <= '\uffef';
    }

    private static boolean isAfterEscape(String text, int start) {
        return start >= 2 && text.charAt(start - 2) == '\\' && "nrtbf".indexOf(text.charAt(start - 1)) >= 0;
    }
}
