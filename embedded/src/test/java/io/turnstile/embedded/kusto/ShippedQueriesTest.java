package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import io.turnstile.queries.Binder;
import io.turnstile.queries.ShippedTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queries of the source, through the client, the server and the engine: neither Node nor V8 is needed. */
class ShippedQueriesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private EmbeddedKusto kusto;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        kusto = EmbeddedKusto.start(
                EmbeddedKustoConfiguration.of(new ShippedTrees()).withClock(InstantSource.fixed(NOW)));
        client = ClientFactory.createClient(new ConnectionStringBuilder(kusto.url()));
    }

    @AfterEach
    void stop() {
        kusto.close();
    }

    @Test
    void theRowsOfAWindowAreRead() throws Exception {
        String before = kusto.ingest("AppEvents", List.of(event("a"))).join();
        String within = kusto.ingest("AppEvents", List.of(event("b"))).join();
        kusto.ingest("AppEvents", List.of(event("c"))).join();

        var rows = rows(before, within);

        assertThat(rows.getData()).hasSize(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("Name")).isEqualTo("b");
        assertThat(rows.getString("TimeGenerated")).isEqualTo("2026-01-01T00:00:00.0000000Z");
        assertThat(rows.getString("Properties")).isEqualTo("{\"conversationId\":\"b\"}");
        assertThat(rows.getString("IngestionTime")).isEqualTo("2026-01-02T03:04:05.0000000Z");
    }

    @Test
    void theWindowFromTheBeginningIsNamedByTheEmptyString() throws Exception {
        kusto.ingest("AppEvents", List.of(event("a"), event("b")));

        assertThat(rows("", cursor()).getData()).hasSize(2);
        assertThat(rows(cursor(), cursor()).getData()).isEmpty();
    }

    @Test
    void theCurrentCursorIsThatOfTheLastBatch() throws Exception {
        String last = kusto.ingest("AppEvents", List.of(event("a"))).join();

        assertThat(cursor()).isEqualTo(last);
    }

    @Test
    void anyOtherTextIsRefused() {
        assertThatExceptionOfType(DataServiceException.class)
                .isThrownBy(() -> query("print 1", new ClientRequestProperties()))
                .withMessageContaining("no shipped query")
                .satisfies(e -> assertThat(e.isPermanent()).isTrue());
    }

    private KustoResultSetTable rows(String after, String upTo) throws IOException {
        var properties = new ClientRequestProperties();
        properties.setParameter("afterCursor", after);
        properties.setParameter("toCursor", upTo);
        properties.setParameter("slotFrom", "datetime(1970-01-01)");
        properties.setParameter("slotTo", "datetime(9999-12-31)");
        properties.setParameter("hashPrefix", "");
        properties.setParameter("eventNames", "");
        properties.setParameter("slotWidth", "timespan(1d)");
        properties.setParameter("prefixLength", "int(0)");
        return query(text("ingest/agent_mode_rows.kql"), properties);
    }

    private String cursor() throws IOException {
        return (String) query(text("ingest/current_cursor.kql"), new ClientRequestProperties())
                .getData()
                .get(0)
                .get(0);
    }

    private KustoResultSetTable query(String kql, ClientRequestProperties properties) {
        return client.executeQuery(kusto.databaseName(), kql, properties).getPrimaryResults();
    }

    private static String text(String name) throws IOException {
        try (var stream = Binder.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> event(String conversation) {
        return Map.of(
                "TimeGenerated",
                "2026-01-01T00:00:00Z",
                "Name",
                conversation,
                "Properties",
                "{\"conversationId\": \"" + conversation + "\"}");
    }
}
