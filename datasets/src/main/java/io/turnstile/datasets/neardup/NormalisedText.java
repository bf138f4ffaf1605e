package io.turnstile.datasets.neardup;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A text without what does not make it another text: Unicode NFKC, lower case, runs of white space as one space, none at
 * the ends. Two texts are equal if these are.
 */
public final class NormalisedText {

    private static final int NEXT_LINE = 0x85;

    private NormalisedText() {}

    /** The normalised text. Doing it again changes nothing. */
    public static String of(String text) {
        String lower = nfkc(nfkc(text).toLowerCase(Locale.ROOT));
        var normalised = new StringBuilder(lower.length());
        boolean isGap = false;
        for (int i = 0; i < lower.length(); i += Character.charCount(lower.codePointAt(i))) {
            int codePoint = lower.codePointAt(i);
            if (isSpace(codePoint)) {
                isGap = true;
                continue;
            }
            if (isGap && !normalised.isEmpty()) {
                normalised.append(' ');
            }
            isGap = false;
            normalised.appendCodePoint(codePoint);
        }
        return normalised.toString();
    }

    /** XXH3-64 of the normalised text in UTF-8. */
    public static long hash(String text) {
        return Hashing.xxh3_64().hashBytesToLong(of(text).getBytes(StandardCharsets.UTF_8));
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** White space by Unicode, and the separators of files and records, which Java takes for white space too. */
    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == NEXT_LINE;
    }
}
