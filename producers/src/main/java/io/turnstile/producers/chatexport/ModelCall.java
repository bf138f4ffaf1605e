package io.turnstile.producers.chatexport;

/** What is known of a call to a model, in tokens; null means not known. */
record ModelCall(Long promptTokens, Long completionTokens, Long totalTokens, Long maxTokenWindow) {

    /** A call that failed has none. */
    boolean hasUsage() {
        return promptTokens != null;
    }
}
