package io.turnstile.judge.injection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The forms in which a text may be meant: as it stands, and with common disguises taken off. A form that is seldom meant
 * is only looked at if it says something that the text does not: most texts have one form.
 */
final class Disguises {

    /** One of these is in all that a rare form could say. */
    private static final List<String> TELLING = List.of(
            "ignor",
            "disregard",
            "forget",
            "overrid",
            "bypass",
            "rubric",
            "instruct",
            "label",
            "answer",
            "judge",
            "score");

    /** Pairs: what looks like a letter, and the letter. */
    private static final String LOOKALIKES =
            "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhΑaΒbΕeΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxοoαaεeιiνvρpτtυu0o1i3e4a5s7t@a$s!i";

    private Disguises() {}

    static Set<String> of(String text) {
        String visible = visible(text);
        var forms = new LinkedHashSet<String>();
        forms.add(visible);
        forms.add(SpacedOut.closedUp(visible));
        forms.add(Escapes.decoded(visible));
        String lower = visible.toLowerCase(Locale.ROOT);
        for (String rare : List.of(plainLetters(lower), rotated(lower), reversed(lower))) {
            if (TELLING.stream().anyMatch(word -> rare.contains(word) && !lower.contains(word))) {
                forms.add(rare);
            }
        }
        return forms;
    }

    /** Without what no reader sees and what splits words. */
    private static String visible(String text) {
        if (text.chars().allMatch(c -> c < 0xad)) {
            return text;
        }
        var visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static String plainLetters(String text) {
        var plain = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here < 'a' || here > 'z') {
                plain.setCharAt(i, letterLike(here));
            }
        }
        return plain.toString();
    }

    private static char letterLike(char character) {
        for (int i = 0; i < LOOKALIKES.length(); i += 2) {
            if (LOOKALIKES.charAt(i) == character) {
                return LOOKALIKES.charAt(i + 1);
            }
        }
        return character;
    }

    /** The alphabet turned by half, as in ROT13. */
    private static String rotated(String text) {
        var rotated = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here >= 'a' && here <= 'z') {
                rotated.setCharAt(i, (char) ('a' + (here - 'a' + 13) % 26));
            }
        }
        return rotated.toString();
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
