package io.turnstile.judge.rubric;

import io.turnstile.telemetry.Characters;

/**
 * A turn before the judged one.
 *
 * @param userText what the user wrote, empty where it was not captured
 * @param modelText what the model answered, empty where it was not captured
 */
public record EarlierTurn(String userText, String modelText) {

    /** The characters of its texts. */
    int length() {
        return Characters.count(userText) + Characters.count(modelText);
    }
}
