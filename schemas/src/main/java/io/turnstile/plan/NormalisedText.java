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
    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)[\\s\\p{Z}]+");

    private NormalisedText() {}

    /** The text, normalised. */
    public static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return WHITE_SPACE.matcher(folded).replaceAll(" ").strip();
    }

    /**
     * A hash that stands for the normalised text. That two of a million different texts share one has a chance of 1 in 37
     * million.
     */
    public static long hash(String text) {
        return SeededHash.of(UNSEEDED, of(text));
    }
}
