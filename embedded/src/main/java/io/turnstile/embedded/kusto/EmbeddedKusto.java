package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.embedded.CloseStack;
import io.turnstile.embedded.EmbeddedStartException;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server on 127.0.0.1 that speaks Kusto's query protocol and runs KQL over tables in memory. For one machine and for
 * tests: it is no database, has no security, and forgets everything when it closes.
 *
 * <p>It has the tables of the shipped queries from the start. All methods may be called by several threads.
 */
public final class EmbeddedKusto implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKusto.class);

    private final CloseStack open;
    private final EmbeddedKustoConfiguration configuration;
    private final KustoDatabase database;
    private final KustoFaults faults;
    private final Ingestion ingestion;
    private final KustoServer server;

    private EmbeddedKusto(
            CloseStack open,
            EmbeddedKustoConfiguration configuration,
            KustoDatabase database,
            KustoFaults faults,
            Ingestion ingestion,
            KustoServer server) {
        this.open = open;
        this.configuration = configuration;
        this.database = database;
        this.faults = faults;
        this.ingestion = ingestion;
        this.server = server;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @throws EmbeddedStartException if its port is taken
     */
    public static EmbeddedKusto start(EmbeddedKustoConfiguration configuration) {
        return start(configuration, new KqlEngine(configuration.binder(), configuration.clock())::run);
    }

    static EmbeddedKusto start(EmbeddedKustoConfiguration configuration, Answering answering) {
        var open = CloseStack.open(configuration.closeAtExit());
        try {
            var kusto = start(configuration, answering, open);
            LOG.debug("event=kusto.started url={}", kusto.url());
            return kusto;
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private static EmbeddedKusto start(EmbeddedKustoConfiguration configuration, Answering answering, CloseStack open) {
        var database = new KustoDatabase(configuration.clock(), configuration.mostResidentRows());
        ShippedTables.read().forEach(database::create);
        open.add(database::close);
        ExecutorService threads = Executors.newCachedThreadPool(threads("turnstile-kusto"));
        open.add(threads::shutdownNow);
        var faults = new KustoFaults();
        var queries = new QueryEndpoint(configuration, answering, database, faults, threads);
        var ingestion = open.add(new Ingestion(database, configuration.lag(), threads("turnstile-kusto-ingestion")));
        var server = open.add(KustoServer.start(configuration.port(), threads, queries));
        return new EmbeddedKusto(open, configuration, database, faults, ingestion, server);
    }

    /** The cluster's address: http://127.0.0.1 and the port. */
    public String url() {
        return server.url();
    }

    /** The name of its only database. */
    public String databaseName() {
        return configuration.database();
    }

    /**
     * Makes an empty table. Queries over it need a binder that knows it.
     *
     * @throws IllegalArgumentException if there is a table of that name
     */
    public void createTable(String name, List<KqlColumn> columns) {
        database.create(name, columns);
    }

    /**
     * Takes one batch of rows, which becomes visible as a whole after the configured lag, with one ingestion time and one
     * cursor. Waits while more rows are held than configured, until some are discarded.
     *
     * @param rows from a column's name to its value: of the Java type that KqlType names, or its text, or a node of
     *     Jackson. Text in a dynamic column is parsed as JSON. What is not given is null
     * @return completes with the batch's cursor once it is visible; is cancelled if the server closes before
     * @throws IllegalArgumentException if there is no such table, or a row does not fit it; then nothing is taken
     * @throws IllegalStateException if the server is closed
     */
    public CompletableFuture<String> ingest(String table, List<? extends Map<String, ?>> rows)
            throws InterruptedException {
        return ingestion.ingest(table, rows);
    }

    /** As {@link #ingest}, with rows as JSON objects. */
    public CompletableFuture<String> ingestJson(String table, List<ObjectNode> rows) throws InterruptedException {
        return ingest(table, rows.stream().map(EmbeddedKusto::properties).toList());
    }

    /** What queries would see now; it stays as it is. */
    public KqlDatabase snapshot() {
        return database.snapshot();
    }

    /**
     * Forgets the rows of all tables up to a cursor, inclusive, as a cluster's retention would: queries no longer see them.
     *
     * @param cursor as a query gave it
     * @return how many rows were forgotten
     */
    public long discardUpTo(String cursor) {
        return database.discardUpTo(cursor);
    }

    /** How many rows are held, visible or not yet. */
    public long residentRows() {
        return database.residentRows();
    }

    /** The faults that queries meet; none at first. */
    public KustoFaults faults() {
        return faults;
    }

    /** Stops it at once; queries that run are cut off. A second call does nothing. */
    @Override
    public void close() {
        open.close();
    }

    private static Map<String, JsonNode> properties(ObjectNode row) {
        var properties = new LinkedHashMap<String, JsonNode>();
        row.properties().forEach(property -> properties.put(property.getKey(), property.getValue()));
        return properties;
    }

    private static ThreadFactory threads(String name) {
        var number = new AtomicLong();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
