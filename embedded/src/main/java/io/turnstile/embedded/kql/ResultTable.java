package io.turnstile.embedded.kql;

import java.util.List;

/**
 * What a query gives.
 *
 * @param rows values in the order of the columns, of the Java types that {@link KqlType} names, or null
 */
public record ResultTable(List<KqlColumn> columns, List<Object[]> rows) {}
