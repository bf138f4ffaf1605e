package io.turnstile.embedded.kql;

import java.util.function.Supplier;

/**
 * An aggregate that can be run over each group.
 *
 * @param width how many values it gives; those of more than one, e.g. arg_max, give an Object[]
 */
record Aggregate(Supplier<Accumulator> start, int width) {

    /** Takes the rows of one group, one after the other. */
    interface Accumulator {

        void add(Row row);

        Object result();
    }
}
