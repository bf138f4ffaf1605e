package io.turnstile.plan;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text without what makes no other prompt of it: letter case, the kind and number of white space, and compatibility
 * forms of Unicode (NFKC). Two texts are the same text if they are equal after this.
 */
public final class NormalisedText {

    private static final long UNSEEDED = 0;
    private static final char LAST_PLAIN = 0x7f;
    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)[\\s\\p{Z}]+");

    private NormalisedText() {}

    /** The text, normalised. */
    public static String of(String text) {
        return isPlain(text) ? ofPlain(text) : ofAny(text);
    }

    static String ofAny(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return WHITE_SPACE.matcher(folded).replaceAll(" ").strip();
    }

    /** The same for ASCII, several times faster: every labelled turn comes by here. */
    private static String ofPlain(String text) {
        var normalised = new StringBuilder(text.length());
        boolean isInSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isSpace = character == ' ' || character >= '\t' && character <= '\r';
            if (!isSpace) {
                boolean isCapital = character >= 'A' && character <= 'Z';
                normalised.append(isCapital ? (char) (character - 'A' + 'a') : character);
            } else if (!isInSpace) {
                normalised.append(' ');
            }
            isInSpace = isSpace;
        }
        return normalised.toString().strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_PLAIN) {
                return false;
            }
        }
        return true;
    }

    /**
     * A hash that stands for the normalised text. That two of a million different texts share one has a chance of 1 in 37
     * million.
     */
    public static long hash(String text) {
        return SeededHash.of(UNSEEDED, of(text));
    }
}
