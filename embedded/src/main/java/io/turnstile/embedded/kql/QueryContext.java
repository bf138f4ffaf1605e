package io.turnstile.embedded.kql;

import java.time.Instant;
import java.util.Map;

/**
 * What is the same for all of a query.
 *
 * @param now what now() gives
 * @param parameters the values of query parameters, as texts
 */
record QueryContext(
        Instant now, Map<String, String> parameters, KqlDatabase database, Regexes regexes, Subtables subtables) {}
