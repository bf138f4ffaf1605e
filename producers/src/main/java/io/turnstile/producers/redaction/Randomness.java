package io.turnstile.producers.redaction;

/** Whether characters look drawn rather than written. */
final class Randomness {

    private Randomness() {}

    /** Whether there are small letters, capitals and digits: hashes in hexadecimal, words and numbers lack one. */
    static boolean isMixed(String text, int start, int end) {
        boolean hasSmall = false;
        boolean hasCapital = false;
        boolean hasDigit = false;
        for (int i = start; i < end; i++) {
            char unit = text.charAt(i);
            hasSmall |= unit >= 'a' && unit <= 'z';
            hasCapital |= unit >= 'A' && unit <= 'Z';
            hasDigit |= Edges.isDigit(unit);
        }
        return hasSmall && hasCapital && hasDigit;
    }

    static boolean hasDigit(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Edges.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean hasLetter(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one character is repeated, as in a mask of asterisks. */
    static boolean isOneCharacter(String text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (text.charAt(i) != text.charAt(start)) {
                return false;
            }
        }
        return true;
    }
}
