package io.turnstile.app.deadletters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Dead letters that are alike, counted: for people a table, for machines JSON. */
final class LetterTable {

    private static final String LINE = "%-28s %-22s %-24s %8s  %-20s  %s%n";
    private static final String NOWHERE = "-";

    private final List<Row> rows;

    private LetterTable(List<Row> rows) {
        this.rows = rows;
    }

    private record Kind(String stage, String reason, Optional<String> topic, Fate fate) {}

    private record Row(Kind kind, long letters, Instant last) {

        Row plus(Row other) {
            return new Row(kind, letters + other.letters, last.isAfter(other.last) ? last : other.last);
        }
    }

    static LetterTable of(Map<Letter, Fate> fates) {
        Comparator<Kind> order = Comparator.comparing(Kind::stage)
                .thenComparing(Kind::reason)
                .thenComparing(kind -> kind.topic().orElse(""))
                .thenComparing(Kind::fate);
        var rows = new TreeMap<Kind, Row>(order);
        fates.forEach((letter, fate) -> {
            var kind = new Kind(letter.stage(), letter.reason(), letter.source().map(Place::topic), fate);
            rows.merge(kind, new Row(kind, 1, letter.written()), Row::plus);
        });
        return new LetterTable(new ArrayList<>(rows.values()));
    }

    void print(PrintWriter out, boolean asJson) {
        out.print(asJson ? json() : text());
        out.flush();
    }

    long letters() {
        return rows.stream().mapToLong(Row::letters).sum();
    }

    private String text() {
        if (rows.isEmpty()) {
            return "There are no such dead letters.\n";
        }
        var text = new StringBuilder(String.format(LINE, "stage", "reason", "topic", "letters", "last", "a replay"));
        for (Row row : rows) {
            Kind kind = row.kind();
            text.append(String.format(
                    LINE,
                    kind.stage(),
                    kind.reason(),
                    kind.topic().orElse(NOWHERE),
                    row.letters(),
                    row.last().toString().substring(0, 19) + "Z",
                    kind.fate().text()));
        }
        return text.toString();
    }

    private String json() {
        ObjectNode all = new JsonMapper().createObjectNode();
        var letters = all.putArray("letters");
        for (Row row : rows) {
            letters.addObject()
                    .put("stage", row.kind().stage())
                    .put("reason", row.kind().reason())
                    .put("topic", row.kind().topic().orElse(null))
                    .put("count", row.letters())
                    .put("last", row.last().toString())
                    .put("fate", row.kind().fate().name());
        }
        return all + "\n";
    }
}
