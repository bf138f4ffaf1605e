package io.turnstile.embedded.kql;

import java.util.Optional;

/** A database without tables. */
enum EmptyDatabase implements KqlDatabase {
    INSTANCE;

    @Override
    public Optional<Table> table(String name) {
        return Optional.empty();
    }

    @Override
    public String currentCursor() {
        return "1";
    }
}
