package io.turnstile.judge.rubric;

import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings a text into the one form that vocabularies are matched in: lower case, compatibility forms made plain
 * (full-width and styled letters), accents removed, typographic apostrophes straight, and the German sharp s written out.
 */
final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Folding() {}

    static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String plain = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return plain.replace('\u2019', '\'').replace("\u00df", "ss");
    }
}
