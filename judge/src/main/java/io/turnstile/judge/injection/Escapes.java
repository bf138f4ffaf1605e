package io.turnstile.judge.injection;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Characters that are written as escapes of programming languages, of addresses, or of HTML. */
final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u\\{?([0-9a-fA-F]{4})\\}?|\\\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})|&#[xX]([0-9a-fA-F]{1,5});|&#([0-9]{1,6});"
                    + "|&(lt|gt|quot|amp|apos|nbsp);");

    private static final int LONGEST = 10;
    private static final int DECIMAL = 5;
    private static final int NAMED = 6;

    private Escapes() {}

    static String decoded(String text) {
        StringBuilder decoded = null;
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            var matcher = mayOpen(text.charAt(at)) ? escapeAt(text, at) : null;
            if (matcher != null && matcher.lookingAt()) {
                decoded = decoded == null ? new StringBuilder(text.length()) : decoded;
                decoded.append(text, end, at).append(meant(matcher));
                end = at + matcher.end();
                at = end - 1;
            }
        }
        return decoded == null ? text : decoded.append(text, end, text.length()).toString();
    }

    private static boolean mayOpen(char character) {
        return character == '\\' || character == '%' || character == '&';
    }

    private static Matcher escapeAt(String text, int at) {
        return ESCAPE.matcher(text.substring(at, Math.min(at + LONGEST, text.length())));
    }

    private static String meant(Matcher matcher) {
        if (matcher.group(NAMED) != null) {
            return named(matcher.group(NAMED));
        }
        if (matcher.group(DECIMAL) != null) {
            return Character.toString(Integer.parseInt(matcher.group(DECIMAL)));
        }
        for (int group = 1; group < DECIMAL; group++) {
            if (matcher.group(group) != null) {
                return Character.toString(Integer.parseInt(matcher.group(group), 16));
            }
        }
        return matcher.group();
    }

    private static String named(String entity) {
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> " ";
            default -> "&";
        };
    }
}
