package io.turnstile.judge.model;

import io.turnstile.judge.NoLabel;

/** What a server made of a question, for good: asking again would give the same. */
sealed interface Reply {

    Usage usage();

    /** It answered. */
    record Answered(ChatAnswer answer) implements Reply {
        @Override
        public Usage usage() {
            return new Usage(answer.promptTokens(), answer.completionTokens());
        }
    }

    /**
     * It gave no answer that could be used.
     *
     * @param message for people; without the question's or the answer's text
     * @param usage what it costs nevertheless
     */
    record Declined(NoLabel reason, String message, Usage usage) implements Reply {}
}
