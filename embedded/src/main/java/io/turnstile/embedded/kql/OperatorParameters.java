package io.turnstile.embedded.kql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters between an operator's name and its arguments, e.g. kind=inner. */
final class OperatorParameters {

    /** They say how to compute, not what. */
    private static final Set<String> HINTS = Set.of(
            "hint.strategy",
            "hint.shufflekey",
            "hint.num_partitions",
            "hint.remote",
            "hint.materialized",
            "hint.concurrency",
            "hint.spread",
            "hint.distribution",
            "hint.pass_filters",
            "hint.pass_filters_column");

    private final Map<String, SyntaxNode> values = new HashMap<>();

    private OperatorParameters() {}

    /** @param known the parameters that the caller heeds; others are refused */
    static OperatorParameters of(SyntaxNode operator, String... known) {
        var parameters = new OperatorParameters();
        for (SyntaxNode parameter : operator.children("Parameters")) {
            String name = parameter.child("Name").name();
            if (HINTS.contains(name)) {
                continue;
            }
            if (!List.of(known).contains(name)) {
                throw parameter.refused("the parameter " + name + " of " + operator.kind());
            }
            parameters.values.put(name, parameter.child("Expression"));
        }
        return parameters;
    }

    /** The word, or the name, that a parameter is set to. */
    Optional<String> word(String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> value.is("NameDeclaration") || value.is("NameReference")
                        ? value.name()
                        : value.token("literal"));
    }

    String word(String name, String otherwise) {
        return word(name).orElse(otherwise);
    }
}
