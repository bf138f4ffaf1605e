package io.turnstile.plan;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text without what makes no other prompt of it: letter case, the kind and number of white space, compatibility forms of
 * Unicode (NFKC), and format characters, which nobody sees: zero-width ones, soft hyphens, marks of direction. Two texts are
 * the same text if they are equal after this.
 *
 * <p>Letters stay what they are: accents count, and so do the Turkish i without a dot and İ with one. The language of the
 * machine has no influence. Others can compute it too; docs/03-data-balancing.md has the lines in Python.
 */
public final class NormalisedText {

    private static final long UNSEEDED = 0;
    private static final Pattern FORMAT_CHARACTERS = Pattern.compile("\\p{Cf}+");

    /** What Unicode calls white space, and the four separators of files and records that Java and Python add. */
    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)[\\s\\x1C-\\x1F]+");

    /** Which of the two a capital sigma becomes depends on where a word ends, and on that JDKs and others differ. */
    private static final char FINAL_SIGMA = 'ς';

    private static final char SIGMA = 'σ';

    private static final char FIRST_SEPARATOR = 0x1c;
    private static final char LAST_SEPARATOR = 0x1f;
    private static final char LAST_PLAIN = 0x7f;

    private NormalisedText() {}

    /** The text, normalised. To do it again changes nothing. */
    public static String of(String text) {
        return isPlain(text) ? ofPlain(text) : ofAny(text);
    }

    static String ofAny(String text) {
        String visible = FORMAT_CHARACTERS.matcher(text).replaceAll("");
        String folded = nfkc(nfkc(visible).toLowerCase(Locale.ROOT)).replace(FINAL_SIGMA, SIGMA);
        return WHITE_SPACE.matcher(folded).replaceAll(" ").strip();
    }

    /**
     * A hash that stands for the normalised text. That two of a million different texts share one has a chance of 1 in 37
     * million.
     */
    public static long hash(String text) {
        return SeededHash.of(UNSEEDED, of(text));
    }

    /** The same for ASCII, several times faster: every labelled turn comes by here. */
    private static String ofPlain(String text) {
        var normalised = new byte[text.length()];
        int length = 0;
        boolean isSpaceDue = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isPlainSpace(character)) {
                isSpaceDue = length > 0;
                continue;
            }
            if (isSpaceDue) {
                normalised[length++] = ' ';
                isSpaceDue = false;
            }
            normalised[length++] = lowerCase(character);
        }
        return new String(normalised, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static byte lowerCase(char character) {
        boolean isCapital = character >= 'A' && character <= 'Z';
        return (byte) (isCapital ? character - 'A' + 'a' : character);
    }

    private static boolean isPlainSpace(char character) {
        return character == ' '
                || character >= '\t' && character <= '\r'
                || character >= FIRST_SEPARATOR && character <= LAST_SEPARATOR;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_PLAIN) {
                return false;
            }
        }
        return true;
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
