package io.turnstile.producers.kusto;

import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.KustoResultColumn;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import io.turnstile.producers.kusto.QueryException.Kind;
import io.turnstile.queries.IngestQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** A cluster, reached with the official client. */
final class KustoCluster implements IngestStore {

    /** An answer that is larger breaks off as one of too many rows does. */
    private static final String MOST_BYTES = "truncationmaxsize";

    private final KustoClient client;
    private final IngestQuery query;
    private final String eventNames;
    private final long blockBytes;

    private KustoCluster(KustoClient client, IngestQuery query, String eventNames, long blockBytes) {
        this.client = client;
        this.query = query;
        this.eventNames = eventNames;
        this.blockBytes = blockBytes;
    }

    /** Makes the client. The cluster is not asked before the first question. */
    static KustoCluster of(KustoConfiguration configuration) {
        return new KustoCluster(
                KustoClient.of(configuration.connection()),
                configuration.query(),
                SourceIdentity.eventNames(configuration.events()),
                configuration.blockBytes());
    }

    @Override
    public String currentCursor() throws QueryException, InterruptedException {
        var table = askCursor();
        if (!table.next() || table.getString(0) == null || table.getString(0).isEmpty()) {
            throw new QueryException(Kind.PERMANENT, "the database gave no cursor", null);
        }
        return table.getString(0);
    }

    @Override
    public List<SlotCount> count(Window window, Part part, Duration slotWidth, int prefixLength)
            throws QueryException, InterruptedException {
        var properties = properties(window, part, slotWidth, prefixLength);
        var table = client.ask(query.counts(), properties);
        var counts = new ArrayList<SlotCount>();
        while (table.next()) {
            counts.add(new SlotCount(
                    table.getString("Part"),
                    table.getLong("Rows"),
                    instant(table.getString("First")),
                    instant(table.getString("Last"))));
        }
        return counts;
    }

    @Override
    public RowBatch read(Window window, Part part, boolean isBounded) throws QueryException, InterruptedException {
        var properties = properties(window, part, Part.TICK, 0);
        if (isBounded) {
            properties.setOption(MOST_BYTES, blockBytes);
        }
        var table = client.ask(query.rows(), properties);
        var types = new HashMap<String, String>();
        for (KustoResultColumn column : table.getColumns()) {
            types.put(column.getColumnName(), column.getColumnType());
        }
        var names = Arrays.stream(table.getColumns())
                .map(KustoResultColumn::getColumnName)
                .toList();
        return new RowBatch(names, types, table.getData());
    }

    /** Less cannot be asked for, and memory that is short now will be there again. */
    private KustoResultSetTable askCursor() throws QueryException, InterruptedException {
        try {
            return client.ask(IngestQuery.currentCursor(), client.properties());
        } catch (QueryException e) {
            throw e.kind() == Kind.TOO_LARGE ? new QueryException(Kind.TRANSIENT, e.getMessage(), e) : e;
        }
    }

    private ClientRequestProperties properties(Window window, Part part, Duration slotWidth, int prefixLength) {
        var properties = client.properties();
        properties.setParameter("afterCursor", window.after());
        properties.setParameter("toCursor", window.to());
        properties.setParameter("slotFrom", KqlLiteral.datetime(part.from()));
        properties.setParameter("slotTo", KqlLiteral.datetime(part.to()));
        properties.setParameter("hashPrefix", part.hashPrefix());
        properties.setParameter("eventNames", eventNames);
        properties.setParameter("slotWidth", KqlLiteral.timespan(slotWidth));
        properties.setParameter("prefixLength", KqlLiteral.integer(prefixLength));
        return properties;
    }

    private static Instant instant(String datetime) throws QueryException {
        return IngestionTime.of(datetime)
                .orElseThrow(() -> new QueryException(
                        Kind.PERMANENT, "the query gives a time of ingestion that is none: '" + datetime + "'", null));
    }
}
