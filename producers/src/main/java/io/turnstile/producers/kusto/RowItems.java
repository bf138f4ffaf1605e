package io.turnstile.producers.kusto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.jsonl.MalformedRowException;
import io.turnstile.producers.jsonl.RowJson;
import io.turnstile.schema.RowOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A block's rows as what a source yields. Its place tells where to find a row again: database and time of ingestion. */
final class RowItems {

    private final String database;
    private final RowBatch rows;

    RowItems(String database, RowBatch rows) {
        this.database = database;
        this.rows = rows;
    }

    /** When the newest of them was ingested; empty where there is none. */
    Optional<Instant> newest() {
        return IntStream.range(0, rows.size())
                .mapToObj(index -> rows.ingestionTime(index).flatMap(IngestionTime::of))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** The rows, each made when it is asked for, and then one item more. */
    Iterator<SourceItem> followedBy(SourceItem last) {
        return Stream.concat(IntStream.range(0, rows.size()).mapToObj(this::item), Stream.of(last))
                .iterator();
    }

    private SourceItem item(int index) {
        ObjectNode row = rows.row(index);
        String place = database + "@" + rows.ingestionTime(index).orElse("");
        try {
            return new SourceItem.Row(RowJson.read(row, new RowOrigin(KustoSource.KIND, place)));
        } catch (MalformedRowException e) {
            byte[] bytes = row.toString().getBytes(StandardCharsets.UTF_8);
            return new SourceItem.Malformed(KustoSource.KIND, place, e.reason(), e.getMessage(), bytes);
        }
    }
}
