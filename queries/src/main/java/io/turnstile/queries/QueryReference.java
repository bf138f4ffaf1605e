package io.turnstile.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue as Markdown, from the headers. */
public final class QueryReference {

    private QueryReference() {}

    /** A section for each shelf that people run, one below for each query. */
    public static String markdown(QueryCatalogue catalogue) {
        return Stream.of(Shelf.PRODUCTION, Shelf.EXPLORATION, Shelf.VERIFICATION)
                .map(shelf -> shelf(shelf, catalogue.on(shelf)))
                .collect(Collectors.joining("\n"));
    }

    private static String shelf(Shelf shelf, List<Query> queries) {
        return "## " + shelf.folder() + "\n\n"
                + queries.stream().map(QueryReference::query).collect(Collectors.joining("\n"));
    }

    private static String query(Query query) {
        QueryHeader header = query.header();
        var lines = new ArrayList<String>();
        lines.add("### " + query.name());
        lines.add("");
        lines.add(sentence(header.purpose()));
        lines.add("");
        lines.add("| parameter | type | default | |");
        lines.add("|---|---|---|---|");
        header.parameters()
                .forEach(parameter -> lines.add("| %s | %s | `%s` | %s |"
                        .formatted(
                                parameter.name(),
                                parameter.type(),
                                parameter.defaultValue(),
                                cell(parameter.meaning()))));
        lines.add("");
        lines.add("| column | type | |");
        lines.add("|---|---|---|");
        header.columns()
                .forEach(column ->
                        lines.add("| %s | %s | %s |".formatted(column.name(), column.type(), cell(column.meaning()))));
        lines.add("");
        lines.add("Cost: " + header.cost());
        lines.add("");
        return String.join("\n", lines);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
