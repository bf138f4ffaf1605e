package io.turnstile.producers.redaction;

import java.util.Map;

/**
 * What may be produced.
 *
 * @param value it, without personal data; the same object where nothing was found
 * @param found how many placeholders were put in, by type
 */
public record Redacted<T>(T value, Map<RedactionType, Long> found) {}
