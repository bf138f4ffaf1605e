package io.turnstile.judge.model;

/** What a call used, in tokens as the server counts them; 0 where it did not say. */
record Usage(long promptTokens, long completionTokens) {

    static final Usage UNKNOWN = new Usage(0, 0);

    long total() {
        return promptTokens + completionTokens;
    }

    Usage plus(Usage other) {
        return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }
}
