package io.turnstile.producers.generated;

/** What a conversation's client and API put into rows. */
enum Client {
    /** Calls carry messageId and conversationId; subagents are marked and run under their parent's conversation. */
    CURRENT,
    /** Calls carry headerRequestId alone. */
    OLD,
    /** As OLD, and the API's output rows carry no id of the turn: usage is not captured. */
    OLD_WITHOUT_OUTPUT_KEY,
    /** The product cluster: lower-case names, no text, summaries without messageId. */
    PRODUCT;

    boolean capturesUsage() {
        return this != OLD_WITHOUT_OUTPUT_KEY;
    }

    boolean isOld() {
        return this == OLD || this == OLD_WITHOUT_OUTPUT_KEY;
    }
}
