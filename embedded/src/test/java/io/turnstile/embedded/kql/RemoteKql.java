package io.turnstile.embedded.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.data.exceptions.DataWebException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Runs queries with the official client, on whatever speaks Kusto's protocol, and gives what the evaluator would give. */
final class RemoteKql {

    /** A cluster or an emulator: its address, or a connection string with the database. */
    private static final String URL = "TURNSTILE_KUSTO_URL";

    private static final JsonMapper JSON = new JsonMapper();

    private final Client client;
    private final String database;

    private RemoteKql(Client client, String database) {
        this.client = client;
        this.database = database;
    }

    static RemoteKql of(String url, String database) {
        try {
            return new RemoteKql(ClientFactory.createClient(new ConnectionStringBuilder(url)), database);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The one that the environment names; empty where it names none. */
    static Optional<RemoteKql> ofEnvironment() {
        return Optional.ofNullable(System.getenv(URL))
                .map(url -> of(url, new ConnectionStringBuilder(url).getInitialCatalog()));
    }

    /** @throws KqlException if the query is refused, or fails as it runs */
    ResultTable run(String kql) {
        try {
            return table(client.executeQuery(database, kql).getPrimaryResults());
        } catch (DataServiceException e) {
            String said = e.getCause() instanceof DataWebException web && web.getApiError() != null
                    ? web.getApiError().getCode()
                    : "";
            throw new KqlException(code(said), String.valueOf(e.getMessage()));
        }
    }

    private static KqlException.Code code(String said) {
        return switch (said) {
            case "BadRequest_NotSupported" -> KqlException.Code.NOT_SUPPORTED;
            case "BadRequest_SyntaxError", "General_BadRequest" -> KqlException.Code.SYN0001;
            default -> KqlException.Code.RUNTIME;
        };
    }

    private static ResultTable table(KustoResultSetTable answer) {
        List<KqlColumn> columns = Arrays.stream(answer.getColumns())
                .map(column -> new KqlColumn(
                        column.getColumnName(),
                        KqlType.valueOf(column.getColumnType().toUpperCase(Locale.ROOT))))
                .toList();
        return new ResultTable(
                columns, answer.getData().stream().map(row -> row(columns, row)).toList());
    }

    private static Object[] row(List<KqlColumn> columns, List<Object> values) {
        var row = new Object[values.size()];
        Arrays.setAll(row, index -> value(columns.get(index).type(), values.get(index)));
        return row;
    }

    private static Object value(KqlType type, Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return switch (type) {
            case BOOL -> value;
            case INT -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case REAL -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATETIME -> DateTimes.parse(text);
            case TIMESPAN -> Timespans.parse(text);
            case GUID -> UUID.fromString(text);
            case STRING -> text;
            case DYNAMIC -> dynamic(value);
        };
    }

    /** An array or an object comes as itself or as its text, by the cluster's leave. */
    private static JsonNode dynamic(Object value) {
        if (value instanceof String text && (text.startsWith("{") || text.startsWith("["))) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return JSON.getNodeFactory().textNode(text);
            }
        }
        return value instanceof BigDecimal real ? JSON.valueToTree(real.doubleValue()) : JSON.valueToTree(value);
    }
}
