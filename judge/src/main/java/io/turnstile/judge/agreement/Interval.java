package io.turnstile.judge.agreement;

/** From where to where a figure may well lie. */
public record Interval(double low, double high) {}
