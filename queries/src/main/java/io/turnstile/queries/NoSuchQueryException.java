package io.turnstile.queries;

import java.util.List;

/** No shipped query has that name; the message names those that are near. */
public final class NoSuchQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchQueryException(String name, List<String> near) {
        super("There is no query " + name + ". Did you mean one of: " + String.join(", ", near) + "?");
    }
}
