package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlException;
import io.turnstile.embedded.kql.ResultTable;
import java.util.Map;

/** What runs a query. Tests of the server give answers by hand. */
@FunctionalInterface
interface Answering {

    /** @throws KqlException if the query is refused or fails */
    ResultTable run(String kql, Map<String, String> parameters, KqlDatabase database);
}
