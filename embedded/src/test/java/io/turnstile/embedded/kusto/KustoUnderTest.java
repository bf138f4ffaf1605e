package io.turnstile.embedded.kusto;

import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import io.turnstile.queries.Binder;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A Kusto and the official client that talks to it. */
final class KustoUnderTest implements AutoCloseable {

    /** A cluster or an emulator for the tests that only query: its address, or a connection string with the database. */
    private static final String URL = "TURNSTILE_KUSTO_URL";

    private final EmbeddedKusto embedded;
    private final String database;
    private final Client client;

    private KustoUnderTest(EmbeddedKusto embedded, String url, String database) {
        this.embedded = embedded;
        this.database = database;
        try {
            this.client = ClientFactory.createClient(new ConnectionStringBuilder(url));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The one that the environment names, else an embedded one with its engine. */
    static KustoUnderTest orEmbedded(Binder binder) {
        String url = System.getenv(URL);
        if (url != null) {
            return new KustoUnderTest(null, url, new ConnectionStringBuilder(url).getInitialCatalog());
        }
        var kusto = EmbeddedKusto.start(EmbeddedKustoConfiguration.of(binder));
        return new KustoUnderTest(kusto, kusto.url(), kusto.databaseName());
    }

    static KustoUnderTest embedded(Answering answering) {
        return embedded(answering, configuration -> configuration);
    }

    static KustoUnderTest embedded(Answering answering, UnaryOperator<EmbeddedKustoConfiguration> changed) {
        var configuration = changed.apply(EmbeddedKustoConfiguration.of(kql -> {
            throw new UnsupportedOperationException("Answers are given by hand.");
        }));
        var kusto = EmbeddedKusto.start(configuration, answering);
        return new KustoUnderTest(kusto, kusto.url(), kusto.databaseName());
    }

    EmbeddedKusto server() {
        return embedded;
    }

    String database() {
        return database;
    }

    Client client() {
        return client;
    }

    KustoResultSetTable query(String kql) {
        return query(kql, new ClientRequestProperties());
    }

    KustoResultSetTable query(String kql, ClientRequestProperties properties) {
        return client.executeQuery(database, kql, properties).getPrimaryResults();
    }

    List<List<Object>> rows(String kql) {
        return query(kql).getData();
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
