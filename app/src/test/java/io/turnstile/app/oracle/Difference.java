package io.turnstile.app.oracle;

/**
 * An answer that is not the oracle's.
 *
 * @param field which field, or {@link #EXISTENCE} where one side has nothing at all on the subject
 * @param expected what the oracle says; null for a value that is not known
 * @param actual what the reducer says
 */
public record Difference(Subject subject, String field, String expected, String actual) {

    static final String EXISTENCE = "(is there)";

    private static final int SHOWN_CHARACTERS = 160;

    @Override
    public String toString() {
        return "conversation %s %s %s: %s is %s by the oracle, %s by the reducer"
                .formatted(
                        subject.conversationId(),
                        subject.kind(),
                        subject.place(),
                        field,
                        shown(expected),
                        shown(actual));
    }

    private static String shown(String value) {
        return value == null || value.length() <= SHOWN_CHARACTERS
                ? value
                : value.substring(0, SHOWN_CHARACTERS) + "... (" + value.length() + " characters)";
    }
}
