package io.turnstile.judge.answer;

/** The demands of a turn by kind, each 1 (none) to 5 (high). */
public record DimensionScores(int reasoning, int code, int debugging, int tools) {}
