package io.turnstile.streams.balancing;

/** What comes out at labelled turns. */
sealed interface Output {

    /** For the caps of conversations. */
    record ToConversations(byte[] batch) implements Output {}

    /** For the caps of texts. */
    record ToTexts(byte[] batch) implements Output {}

    /**
     * To a plan's topic.
     *
     * @param plan its name
     * @param turn as in topic labeled; null is a tombstone
     */
    record ToPlan(String plan, byte[] turn) implements Output {}
}
