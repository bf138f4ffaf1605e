package io.turnstile.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What a source asks the cluster for the rows of a closed window. Both texts declare {@link #PARAMETERS}; the rows have
 * the columns IngestionTime and RowHash beside those that a row is made from.
 *
 * @param name the shipped query's name, or the file's
 * @param rows the text that gives the rows
 * @param counts the text that counts them by slots of ingestion time: that of the rows and {@link #COUNTING}
 */
public record IngestQuery(String name, String rows, String counts) {

    /** The parameters that a query declares. */
    public static final List<String> PARAMETERS = List.of(
            "afterCursor", "toCursor", "slotFrom", "slotTo", "hashPrefix", "eventNames", "slotWidth", "prefixLength");

    /** What makes the counting query of one that gives rows: the last line of the shipped ones. */
    public static final String COUNTING =
            "| summarize Rows = count(), First = min(IngestionTime), Last = max(IngestionTime)"
                    + " by Slot = bin(IngestionTime, slotWidth), Part = substring(RowHash, 0, prefixLength)\n";

    /** The names of the shipped ones: of the staff workspace's table, and of the product cluster's. */
    public static final List<String> SHIPPED = List.of("agent_mode_rows", "agent_mode_rows_product");

    /** The shipped query of a name; empty where there is none. */
    public static Optional<IngestQuery> shipped(String name) {
        return SHIPPED.contains(name)
                ? Optional.of(new IngestQuery(name, text(name), text(name + "_counts")))
                : Optional.empty();
    }

    /** A query of one's own. What it must declare and give is that of the shipped ones. */
    public static IngestQuery of(String name, String rows) {
        return new IngestQuery(name, rows, rows.stripTrailing() + "\n" + COUNTING);
    }

    /** The text of the query for the database's cursor; its one column is Cursor. */
    public static String currentCursor() {
        return text("current_cursor");
    }

    /** The parameters that the text does not mention: with one of them missing, rows would be lost or read twice. */
    public List<String> missingParameters() {
        return PARAMETERS.stream()
                .filter(parameter -> !rows.matches("(?s).*\\b" + parameter + "\\b.*"))
                .toList();
    }

    /** The text without comments, blank lines and the ends of lines: what decides whether two give the same rows. */
    public String essence() {
        return String.join(
                "\n",
                rows.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                        .toList());
    }

    private static String text(String name) {
        try (var stream = IngestQuery.class.getResourceAsStream("ingest/" + name + ".kql")) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
