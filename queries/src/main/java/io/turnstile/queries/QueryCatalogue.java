package io.turnstile.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queries that are shipped. */
public final class QueryCatalogue {

    /** Written at build time, next to the bound trees. */
    private static final String LIST = "bound/queries.txt";

    private final List<Query> queries;

    private QueryCatalogue(List<Query> queries) {
        this.queries = List.copyOf(queries);
    }

    /** The queries of this build. */
    public static QueryCatalogue shipped() {
        return new QueryCatalogue(
                resource(LIST).lines().map(QueryCatalogue::query).toList());
    }

    /** All, by shelf, then by name. */
    public List<Query> all() {
        return queries;
    }

    /** Those of a shelf, by name. */
    public List<Query> on(Shelf shelf) {
        return queries.stream().filter(query -> query.shelf() == shelf).toList();
    }

    /** @throws NoSuchQueryException if there is none of that name; it says which ones are near */
    public Query named(String name) {
        return queries.stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchQueryException(name, near(name)));
    }

    /** Those that share a word with the name, else all. */
    private List<String> near(String name) {
        Set<String> words = words(name).collect(Collectors.toSet());
        List<String> names = queries.stream().map(Query::name).toList();
        List<String> near = names.stream()
                .filter(other -> words(other).anyMatch(words::contains))
                .toList();
        return near.isEmpty() ? names : near;
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
    }

    private static Query query(String path) {
        int slash = path.indexOf('/');
        String name = path.substring(slash + 1, path.length() - ".kql".length());
        String text = resource(path);
        return new Query(name, Shelf.inFolder(path.substring(0, slash)), text, HeaderComments.read(text));
    }

    private static String resource(String path) {
        try (var stream = QueryCatalogue.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "The build is not whole: " + path + " is missing. Build the module queries again.");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
