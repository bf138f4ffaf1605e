package io.turnstile.producers.redaction;

/**
 * A place in a text.
 *
 * @param type what was found there
 * @param start its first character
 * @param end the character after its last
 */
record Span(RedactionType type, int start, int end) {

    int length() {
        return end - start;
    }
}
