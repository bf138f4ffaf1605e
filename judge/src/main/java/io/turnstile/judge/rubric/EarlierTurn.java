package io.turnstile.judge.rubric;

/**
 * A turn before the judged one.
 *
 * @param userText what the user wrote, empty where it was not captured
 * @param modelText what the model answered, empty where it was not captured
 */
public record EarlierTurn(String userText, String modelText) {}
