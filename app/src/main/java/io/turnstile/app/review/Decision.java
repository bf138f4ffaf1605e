package io.turnstile.app.review;

/**
 * What a person decided.
 *
 * @param messageId the turn
 * @param inputHash what the person read
 * @param label 0: a reasoning model is needed; 1: a non-reasoning model is enough
 * @param reason why, in the person's words
 */
record Decision(String messageId, String inputHash, int label, String reason) {}
