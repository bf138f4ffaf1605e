package io.turnstile.app.query;

import io.turnstile.config.ConfigurationException;
import io.turnstile.queries.Query;
import io.turnstile.queries.QueryHeader.Parameter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values of a query's parameters as people type them, made into what the client sends. */
final class ParameterLiterals {

    private ParameterLiterals() {}

    /**
     * KQL literals by name; a string stays as it is.
     *
     * @throws ConfigurationException if the query has no such parameter
     */
    static Map<String, String> of(Query query, Map<String, String> typed) {
        var literals = new TreeMap<String, String>();
        typed.forEach((name, value) -> literals.put(name, literal(parameter(query, name), value)));
        return literals;
    }

    private static Parameter parameter(Query query, String name) {
        return query.header().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "Query " + query.name() + " has no parameter " + name + ". It has " + names(query) + "."));
    }

    private static String names(Query query) {
        return query.header().parameters().isEmpty()
                ? "none"
                : query.header().parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    private static String literal(Parameter parameter, String value) {
        return parameter.type().equals("string") ? value : parameter.type() + "(" + value + ")";
    }
}
