package io.turnstile.judge.prompt;

import java.util.Objects;
import java.util.stream.Stream;

/** Names in the telemetry, of models and tools: text like any other, and bounded. */
final class Name {

    /** The most tools that are named. */
    static final int MOST_TOOLS = 40;

    private static final int LONGEST = 100;

    private Name() {}

    static Excerpt of(String name) {
        return Excerpt.of(name, LONGEST);
    }

    static Stream<Excerpt> allIn(Hindsight hindsight) {
        var tools = hindsight.toolCounts().keySet().stream().limit(MOST_TOOLS);
        return Stream.concat(Stream.of(hindsight.model(), hindsight.responseType(), hindsight.complexity()), tools)
                .filter(Objects::nonNull)
                .map(Name::of);
    }
}
