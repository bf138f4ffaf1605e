package io.turnstile.producers.jsonl;

/**
 * A line of a file.
 *
 * @param number its number from 1
 * @param bytes its bytes without the line's end; only the first of them where it is too long
 * @param isTooLong it is longer than the bound
 */
record Line(long number, byte[] bytes, boolean isTooLong) {

    boolean isBlank() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
