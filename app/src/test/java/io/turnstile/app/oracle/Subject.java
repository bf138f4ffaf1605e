package io.turnstile.app.oracle;

import java.util.Comparator;

/**
 * What an answer is about.
 *
 * @param kind what sort of thing
 * @param conversationId the conversation that it belongs to
 * @param place where in the conversation: empty, a message id, or a message id and the call's number
 */
public record Subject(Kind kind, String conversationId, String place) implements Comparable<Subject> {

    public enum Kind {
        CONVERSATION,
        TURN,
        CALL,
        REQUEST
    }

    private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::conversationId)
            .thenComparing(Subject::kind)
            .thenComparing(Subject::place);

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
