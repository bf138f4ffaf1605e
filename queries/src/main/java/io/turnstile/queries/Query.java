package io.turnstile.queries;

/**
 * A shipped query.
 *
 * @param name unique among all, e.g. sft_nested_json
 * @param text the whole text, as it is shown, bound and run
 * @param header what the text's first comments say
 */
public record Query(String name, Shelf shelf, String text, QueryHeader header) {}
