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
 * @param mostCounted how many rows it counts at once
 * @param tooMuch what it says where it cannot count so many
 * @param given how many rows each answer had
 */
record MemoryStore(List<Stored> rows, int mostRows, int mostCounted, Kind tooMuch, List<Integer> given)
        implements IngestStore {

    /** A row. Two with one hash are copies. */
    record Stored(int number, Instant ingested, String hash) {
        /** As KQL's substring(), which gives what there is. */
        String prefix(int length) {
            return hash.substring(0, Math.min(length, hash.length()));
        }
    }

    MemoryStore(List<Stored> rows, int mostRows) {
        this(rows, mostRows, Integer.MAX_VALUE, Kind.TOO_LARGE, new ArrayList<>());
    }

    /** One that cannot count many at once. */
    static MemoryStore counting(List<Stored> rows, int mostCounted, Kind tooMuch) {
        return new MemoryStore(rows, Integer.MAX_VALUE, mostCounted, tooMuch, new ArrayList<>());
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
    public List<SlotCount> count(Window window, Part part, Duration slotWidth, int prefixLength) throws QueryException {
        if (in(part).size() > mostCounted) {
            throw new QueryException(tooMuch, "E_LOW_MEMORY_CONDITION", null);
        }
        var groups = new TreeMap<String, List<Stored>>();
        long width = slotWidth.dividedBy(Part.TICK);
        for (Stored row : in(part)) {
            long tick = Duration.between(Instant.EPOCH, row.ingested()).dividedBy(Part.TICK);
            groups.computeIfAbsent(tick / width + "/" + row.prefix(prefixLength), any -> new ArrayList<>())
                    .add(row);
        }
        return groups.values().stream()
                .map(group -> new SlotCount(
                        group.get(0).prefix(prefixLength),
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
    public RowBatch read(Window window, Part part, boolean isBounded) throws QueryException {
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
