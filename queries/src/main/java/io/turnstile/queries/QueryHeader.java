package io.turnstile.queries;

import java.util.List;

/**
 * What a query says of itself.
 *
 * @param purpose what it answers
 * @param parameters what may be set, in the order of their declaration
 * @param columns what it gives, in order
 * @param cost what it costs a cluster, and how to make it cheaper
 */
public record QueryHeader(String purpose, List<Parameter> parameters, List<OutputColumn> columns, String cost) {

    /**
     * A query parameter.
     *
     * @param type a scalar type's name
     * @param defaultValue a KQL literal
     */
    public record Parameter(String name, String type, String defaultValue, String meaning) {}

    /**
     * A column of the result.
     *
     * @param type a scalar type's name
     */
    public record OutputColumn(String name, String type, String meaning) {}

    public QueryHeader {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
