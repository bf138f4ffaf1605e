package io.turnstile.judge.prompt;

/**
 * A turn, rendered.
 *
 * @param material the JSON document between its markers: a function of what is shown, and what a content key is made of
 * @param shown what the material holds
 */
public record RenderedTurn(String material, ShownTurn shown) {}
