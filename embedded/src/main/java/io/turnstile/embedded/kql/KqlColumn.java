package io.turnstile.embedded.kql;

/** A column of a table or of a result. */
public record KqlColumn(String name, KqlType type) {}
