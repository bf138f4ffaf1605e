package io.turnstile.producers.kusto;

import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store without a wire: rows of a time and a hash.
 *
 * @param rows its rows; what a row is called stands in its hash
 * @param mostRows how many rows it gives at once
 */
record MemoryStore(List<Stored> rows, int mostRows, List<Integer> given) implements IngestStore {

    /** A row. Two with one hash are copies. */
    record Stored(int number, Instant ingested, String hash) {}

    MemoryStore(List<Stored> rows, int mostRows) {
        this(rows, mostRows, new ArrayList<>());
    }

    @Override
    public String currentCursor() {
        return "9";
    }

    private List<Stored> in(Part part) {
        return rows.stream()
                .filter(row -> !row.ingested().isBefore(part.from())
                        && row.ingested().isBefore(part.to())
                        && row.hash().startsWith(part.hashPrefix()))
                .toList();
    }

    @Override
    public List<SlotCount> count(Window window, Part part, Duration slotWidth, int prefixLength) {
        var groups = new TreeMap<String, List<Stored>>();
        long width = slotWidth.dividedBy(Part.TICK);
        for (Stored row : in(part)) {
            long tick = Duration.between(Instant.EPOCH, row.ingested()).dividedBy(Part.TICK);
            groups.computeIfAbsent(tick / width + "/" + row.hash().substring(0, prefixLength), any -> new ArrayList<>())
                    .add(row);
        }
        return groups.values().stream()
                .map(group -> new SlotCount(
                        group.get(0).hash().substring(0, prefixLength),
                        group.size(),
                        group.stream()
                                .map(Stored::ingested)
                                .min(Instant::compareTo)
                                .orElseThrow(),
                        group.stream()
                                .map(Stored::ingested)
                                .max(Instant::compareTo)
                                .orElseThrow()))
                .toList();
    }

    @Override
    public RowBatch read(Window window, Part part) throws QueryException {
        var found = in(part);
        if (found.size() > mostRows) {
            throw new QueryException(Kind.TOO_LARGE, "E_QUERY_RESULT_SET_TOO_LARGE", null);
        }
        given.add(found.size());
        return new RowBatch(
                List.of("Number"),
                Map.of("Number", "int"),
                found.stream().map(row -> List.<Object>of(row.number())).toList());
    }
}
