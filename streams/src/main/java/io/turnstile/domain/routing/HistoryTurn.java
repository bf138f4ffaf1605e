package io.turnstile.domain.routing;

/**
 * An earlier turn as the judge may read it.
 *
 * @param turnNumber its place, from 1
 * @param userText empty where not captured
 * @param modelText empty where not captured
 * @param isCut whether a text was shortened to fit the window
 */
public record HistoryTurn(int turnNumber, String userText, String modelText, boolean isCut) {}
