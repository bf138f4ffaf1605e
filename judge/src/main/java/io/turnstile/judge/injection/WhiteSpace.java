package io.turnstile.judge.injection;

/** White space, which can be put anywhere without a reader's noticing. */
final class WhiteSpace {

    private WhiteSpace() {}

    /** With one space, or one line break where there was one, in the place of each run of white space. */
    static String narrowed(String text) {
        var narrowed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            int last = narrowed.length() - 1;
            boolean isAfterSpace = last >= 0 && (narrowed.charAt(last) == ' ' || narrowed.charAt(last) == '\n');
            if (!isSpace(here)) {
                narrowed.append(here);
            } else if (!isAfterSpace) {
                narrowed.append(here == '\n' ? '\n' : ' ');
            } else if (here == '\n') {
                narrowed.setCharAt(last, '\n');
            }
        }
        return narrowed.toString();
    }

    private static boolean isSpace(char character) {
        return character <= ' '
                || character > '~' && (Character.isWhitespace(character) || Character.isSpaceChar(character));
    }
}
