package io.turnstile.producers.chatexport;

/**
 * Which turn it is.
 *
 * @param turnIndex its place in its conversation, from 1
 */
record TurnId(String conversationId, String messageId, int turnIndex) {}
