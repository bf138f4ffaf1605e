package io.turnstile.embedded.kql;

import java.util.List;

/** A function over a serialised table, e.g. prev(): it has a value for each row, in the order of the rows. */
@FunctionalInterface
interface Window {
    Object[] over(List<Row> rows);
}
