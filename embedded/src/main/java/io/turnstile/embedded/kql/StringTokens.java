package io.turnstile.embedded.kql;

/** The texts that string tokens stand for: quoted with escapes, or verbatim after an at sign. */
final class StringTokens {

    private StringTokens() {}

    static String text(String token) {
        String bare = token.startsWith("h") || token.startsWith("H") ? token.substring(1) : token;
        if (bare.startsWith("@")) {
            String quote = bare.substring(1, 2);
            return bare.substring(2, bare.length() - 1).replace(quote + quote, quote);
        }
        return unescaped(bare.substring(1, bare.length() - 1));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            i++;
            if (text.charAt(i) == 'u' && i + 4 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(escaped(text.charAt(i)));
            }
        }
        return plain.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }
}
