package io.turnstile.embedded.kusto;

import io.turnstile.queries.Binder;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How the embedded Kusto runs.
 *
 * @param binder what binds a query's text: the shipped trees where only shipped queries run, Node where any may
 * @param port on 127.0.0.1; 0 takes a free one
 * @param database the name of its only database
 * @param clock what gives ingestion times, cursors and now(); not the ingestion lag, which passes in real time
 * @param limits of one result, where a request does not set others
 * @param lag between ingest() and visibility
 * @param mostResidentRows how many rows are held at once; ingest() waits for a discard beyond it. 0 is no bound
 * @param dynamicAsText whether objects and arrays in dynamic columns are written as the text of their JSON. Clients have
 *     to read both
 * @param slowness how much later a slow answer comes, and how long a throttled client is told to wait
 * @param closeAtExit whether a shutdown hook of the JVM closes it; a program with hooks of its own says false
 */
public record EmbeddedKustoConfiguration(
        Binder binder,
        int port,
        String database,
        InstantSource clock,
        ResultLimits limits,
        IngestionLag lag,
        long mostResidentRows,
        boolean dynamicAsText,
        Duration slowness,
        boolean closeAtExit) {

    /** The configuration key that messages name; this module stands below the one that resolves it. */
    public static final String PORT_KEY = "embedded.kusto-port";

    /** What the client and Microsoft's emulator take where nobody names a database. */
    public static final String DEFAULT_DATABASE = "NetDefaultDB";

    /** @throws IllegalArgumentException if the port or a bound is out of range, or the database has no name */
    public EmbeddedKustoConfiguration {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    PORT_KEY + " is " + port + ". Give a port from 1 to 65535, or 0 for a free one.");
        }
        if (database.isBlank()) {
            throw new IllegalArgumentException("The embedded Kusto's database has no name. Give one.");
        }
        if (mostResidentRows < 0 || slowness.isNegative()) {
            throw new IllegalArgumentException("The embedded Kusto may hold " + mostResidentRows + " rows and be "
                    + slowness + " late. Give neither below zero.");
        }
    }

    /** A free port, Kusto's own limits, no lag, no bound, closed at exit. */
    public static EmbeddedKustoConfiguration of(Binder binder) {
        return new EmbeddedKustoConfiguration(
                binder,
                0,
                DEFAULT_DATABASE,
                InstantSource.system(),
                ResultLimits.KUSTO,
                IngestionLag.NONE,
                0,
                false,
                Duration.ofSeconds(1),
                true);
    }

    public EmbeddedKustoConfiguration withPort(int other) {
        return new EmbeddedKustoConfiguration(
                binder, other, database, clock, limits, lag, mostResidentRows, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withDatabase(String other) {
        return new EmbeddedKustoConfiguration(
                binder, port, other, clock, limits, lag, mostResidentRows, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withClock(InstantSource other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, other, limits, lag, mostResidentRows, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withLimits(ResultLimits other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, other, lag, mostResidentRows, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withLag(IngestionLag other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, limits, other, mostResidentRows, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withMostResidentRows(long other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, limits, lag, other, dynamicAsText, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withDynamicAsText(boolean other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, limits, lag, mostResidentRows, other, slowness, closeAtExit);
    }

    public EmbeddedKustoConfiguration withSlowness(Duration other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, limits, lag, mostResidentRows, dynamicAsText, other, closeAtExit);
    }

    public EmbeddedKustoConfiguration withCloseAtExit(boolean other) {
        return new EmbeddedKustoConfiguration(
                binder, port, database, clock, limits, lag, mostResidentRows, dynamicAsText, slowness, other);
    }
}
