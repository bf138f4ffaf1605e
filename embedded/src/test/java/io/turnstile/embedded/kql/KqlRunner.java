package io.turnstile.embedded.kql;

import io.turnstile.queries.Binder;
import io.turnstile.queries.Binding;
import io.turnstile.queries.NodeBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs queries of tests. Those without tables go to the Kusto that the environment names, where it names one; all others to
 * the evaluator, where now() is {@link #NOW}.
 */
final class KqlRunner implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final NodeBinder node = NodeBinder.fromSystemProperty();
    private final Map<String, Binding> bindings = new HashMap<>();
    private final Binder binder = kql -> bindings.computeIfAbsent(kql, node::bind);
    private final Optional<RemoteKql> remote = RemoteKql.ofEnvironment();
    private final KqlEngine engine = new KqlEngine(binder, InstantSource.fixed(NOW));

    /** The value of a scalar expression. */
    Object value(String expression) {
        return rows("print " + expression).get(0).get(0);
    }

    /** The value of a dynamic expression as JSON, or of any other as its text. */
    String text(String expression) {
        Object value = value(expression);
        return value instanceof com.fasterxml.jackson.databind.JsonNode json
                ? json.toString()
                : Conversions.text(value);
    }

    List<List<Object>> rows(String kql) {
        return lists(remote.map(real -> real.run(kql)).orElseGet(() -> run(kql, Map.of(), EmptyDatabase.INSTANCE)));
    }

    /** By the evaluator in any case: what it refuses another may answer, and its clock stands still. */
    List<List<Object>> evaluated(String kql) {
        return rows(kql, EmptyDatabase.INSTANCE);
    }

    List<List<Object>> rows(String kql, KqlDatabase database) {
        return lists(run(kql, Map.of(), database));
    }

    private static List<List<Object>> lists(ResultTable table) {
        return table.rows().stream().map(Arrays::asList).toList();
    }

    /** The rows with each value as its text; a null is the text null. */
    List<String> texts(String kql) {
        return rows(kql).stream()
                .map(row -> String.join(
                        " ",
                        row.stream()
                                .map(value -> value == null ? "null" : String.valueOf(value))
                                .toList()))
                .toList();
    }

    List<String> columns(String kql) {
        return run(kql, Map.of(), EmptyDatabase.INSTANCE).columns().stream()
                .map(KqlColumn::name)
                .toList();
    }

    ResultTable run(String kql, Map<String, String> parameters, KqlDatabase database) {
        return engine.run(kql, parameters, database);
    }

    @Override
    public void close() {
        node.close();
    }
}
