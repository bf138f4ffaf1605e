package io.turnstile.producers.kusto;

import com.microsoft.azure.kusto.data.KustoResultColumn;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import io.turnstile.config.Settings;
import io.turnstile.producers.SourceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs queries against the configured cluster, once each: whoever types one sees what went wrong, and tries again. */
public final class KustoQueries {

    private final KustoConnection connection;
    private final KustoClient client;

    private KustoQueries(KustoConnection connection) {
        this.connection = connection;
        client = KustoClient.of(connection);
    }

    /**
     * Makes the client; the cluster is not asked yet.
     *
     * @throws io.turnstile.config.ConfigurationException if it is not said which cluster, or as whom
     */
    public static KustoQueries open(Settings settings) {
        return new KustoQueries(KustoConfiguration.connection(settings));
    }

    /**
     * What a query gave.
     *
     * @param rows values as the client gives them: datetime, timespan, decimal and guid as text
     */
    public record Answer(List<Column> columns, List<List<Object>> rows) {}

    /** @param type the name of a scalar type of KQL */
    public record Column(String name, String type) {}

    /**
     * Runs a query.
     *
     * @param parameters by name, as KQL literals; a string as its bare text
     * @throws SourceException if the cluster does not answer it
     */
    public Answer run(String text, Map<String, String> parameters) throws InterruptedException {
        var properties = client.properties();
        parameters.forEach(properties::setParameter);
        try {
            return answer(client.ask(text, properties));
        } catch (QueryException e) {
            throw new SourceException(
                    "The cluster " + connection.cluster() + ", database " + connection.database()
                            + ", did not answer the query: " + e.getMessage() + advice(e.kind()),
                    e);
        }
    }

    private static Answer answer(KustoResultSetTable table) {
        var columns = Arrays.stream(table.getColumns())
                .map((KustoResultColumn column) -> new Column(column.getColumnName(), column.getColumnType()))
                .toList();
        return new Answer(columns, table.getData());
    }

    private static String advice(QueryException.Kind kind) {
        return switch (kind) {
            case THROTTLED, TRANSIENT -> ". Try again in a while.";
            case TOO_LARGE, TIMED_OUT ->
                ". Ask for less: most shipped queries take chunks and chunk, or a shorter time.";
            case NOT_AUTHORIZED -> ". Check source.kusto.auth and its keys, and that you are a viewer of the database.";
            case PERMANENT -> ". Check the query's parameters, source.kusto.cluster and .database.";
        };
    }
}
