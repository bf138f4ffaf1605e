package io.turnstile.judge.injection;

import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.Set;

/** The forms in which a text may be meant: as it stands, and with common disguises taken off. */
final class Disguises {

    private static final String ROTATED = "nopqrstuvwxyzabcdefghijklm";

    private static final String LOOKALIKES =
            "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhΑaΒbΕeΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxοoαaεeιiνvρpτtυuіiＩi0o1i3e4a5s7t@a$s!i";

    private static final Pattern SPACED_OUT = Pattern.compile("(?:\\b\\pL[ .\\-_*]){4,}\\pL\\b");

    private Disguises() {}

    static Set<String> of(String text) {
        var forms = new LinkedHashSet<String>();
        String visible = visible(text);
        forms.add(visible);
        forms.add(closedUp(visible));
        forms.add(unescaped(visible));
        forms.add(replaced(visible, LOOKALIKES));
        forms.add(rotated(visible));
        forms.add(new StringBuilder(visible).reverse().toString());
        return forms;
    }

    private static String unescaped(String text) {
        return Escapes.decoded(text);
    }

    /** Without what no reader sees, which splits words; tags are handled as {@link HiddenText}. */
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** Letters that are written apart, put together. */
    private static String closedUp(String text) {
        var matcher = SPACED_OUT.matcher(text);
        var closed = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            closed.append(text, end, matcher.start());
            closed.append(matcher.group().replaceAll("[ .\\-_*]", ""));
            end = matcher.end();
        }
        return closed.append(text, end, text.length()).toString();
    }

    private static String replaced(String text, String pairs) {
        var replaced = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = evenIndexOf(pairs, text.charAt(i));
            if (at >= 0) {
                replaced.setCharAt(i, pairs.charAt(at + 1));
            }
        }
        return replaced.toString();
    }

    private static int evenIndexOf(String pairs, char character) {
        for (int i = 0; i < pairs.length(); i += 2) {
            if (pairs.charAt(i) == character) {
                return i;
            }
        }
        return -1;
    }

    private static String rotated(String text) {
        var rotated = new StringBuilder(text.toLowerCase(java.util.Locale.ROOT));
        for (int i = 0; i < rotated.length(); i++) {
            char here = rotated.charAt(i);
            if (here >= 'a' && here <= 'z') {
                rotated.setCharAt(i, ROTATED.charAt(here - 'a'));
            }
        }
        return rotated.toString();
    }
}
