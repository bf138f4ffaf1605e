package io.turnstile.streams.conversationassembly;

import io.turnstile.schema.Conversation;

/** What a close sends out. */
sealed interface Emission {

    /** To {@code conversations}. @param conversation null retracts what stands there */
    record Complete(Conversation conversation) implements Emission {}

    /** To {@code conversations.partial}. @param conversation null retracts what stands there */
    record Partial(Conversation conversation) implements Emission {}

    /** To {@code dead-letters}. @param bytes what failed */
    record DeadLetter(byte[] bytes) implements Emission {}
}
