package io.turnstile.judge.injection;

/** Words whose letters are written apart, as in {@code i g n o r e} or {@code i.g.n.o.r.e}. */
final class SpacedOut {

    /** Fewer letters in a row are initials or a list. */
    private static final int LEAST_LETTERS = 5;

    private SpacedOut() {}

    /** With the letters of such words put together. */
    static String closedUp(String text) {
        var closed = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = isSingle(text, at) ? endOfRun(text, at) : at;
            int letters = (end - at + 1) / 2;
            if (end > at && letters >= LEAST_LETTERS) {
                for (int letter = at; letter < end; letter += 2) {
                    closed.append(text.charAt(letter));
                }
                at = end;
            } else {
                closed.append(text.charAt(at));
                at++;
            }
        }
        return closed.toString();
    }

    /** Behind the last letter of a run of single letters with one separator between them. */
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        while (end + 1 < text.length() && isSeparator(text.charAt(end)) && isSingle(text, end + 1)) {
            end += 2;
        }
        return end;
    }

    /** Whether a letter stands here that has no other beside it. */
    private static boolean isSingle(String text, int at) {
        return Character.isLetter(text.charAt(at))
                && (at == 0 || !Character.isLetter(text.charAt(at - 1)))
                && (at + 1 == text.length() || !Character.isLetter(text.charAt(at + 1)));
    }

    private static boolean isSeparator(char character) {
        return character == ' ' || character == '.' || character == '-' || character == '_' || character == '*';
    }
}
