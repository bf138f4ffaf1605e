package io.turnstile.judge.prompt;

/**
 * What a router knows when a turn begins.
 *
 * @param turnNumber the turn's place in its conversation, from 1
 * @param promptCharacters the length of the user's text
 * @param references how many #references and @mentions it holds
 * @param previousModel the model of the turn before; null where there is none or it was not captured
 */
public record Signals(int turnNumber, int promptCharacters, int references, String previousModel) {}
