package io.turnstile.queries;

/** Gives the bound tree of a query. */
@FunctionalInterface
public interface Binder {

    /**
     * Binds a query against the tables of tables.json.
     *
     * @throws NoBinderException if this binder cannot bind that text
     */
    Binding bind(String kql);
}
