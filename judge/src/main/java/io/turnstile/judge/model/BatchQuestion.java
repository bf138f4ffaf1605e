package io.turnstile.judge.model;

/**
 * A question for a batch.
 *
 * @param contentKey names it; equal questions have one key. At most 64 characters, which is what servers take.
 */
public record BatchQuestion(String contentKey, ChatQuestion question) {}
