package io.turnstile.judge.prompt;

/**
 * An earlier turn.
 *
 * @param number its place in the conversation, from 1
 * @param userText what the user wrote, empty where it was not captured
 * @param modelText what the model answered, empty where it was not captured
 * @param isCut whether a text was shortened before it came here
 */
public record PastTurn(int number, String userText, String modelText, boolean isCut) {}
