package io.turnstile.judge.rubric;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings a text into the one form that vocabularies are matched in: lower case, compatibility forms made plain
 * (full-width and styled letters), accents removed, typographic apostrophes straight, and the German sharp s written out.
 */
public final class Folding {

    private Folding() {}

    /** The folded form; folding it again changes nothing. */
    public static String fold(String text) {
        return isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : withoutMarks(decomposed(text))
                        .toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'')
                        .replace("\u00df", "ss");
    }

    /** Marks go first, because to order a long run of them takes the normaliser quadratic time. */
    private static String decomposed(String text) {
        return Normalizer.normalize(withoutMarks(text), Normalizer.Form.NFKD);
    }

    private static String withoutMarks(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().filter(point -> !isMark(point)).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
