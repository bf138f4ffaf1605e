package io.turnstile.embedded.kql;

/** Takes values that are not null, one after the other, and gives one for all. */
interface Fold {

    void add(Object value);

    Object result();
}
