package io.turnstile.producers.kusto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.queries.IngestQuery;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a position belongs to. A cursor of another database, or of rows that another query chose, says nothing.
 *
 * @param cluster the cluster's address, in lower case and without a slash at its end
 * @param database the database's name
 * @param query the SHA-256 of the query's essence
 * @param events the events that are taken, comma-separated, in lower case and sorted; empty for all
 */
record SourceIdentity(String cluster, String database, String query, String events) {

    static SourceIdentity of(String cluster, String database, IngestQuery query, List<String> events) {
        return new SourceIdentity(normalized(cluster), database, sha256(query.essence()), eventNames(events));
    }

    /** The events as the query's parameter. */
    static String eventNames(List<String> events) {
        return String.join(
                ",",
                events.stream()
                        .map(event -> event.toLowerCase(Locale.ROOT))
                        .sorted()
                        .distinct()
                        .toList());
    }

    /** What is otherwise in another identity, for people; empty where nothing is. */
    List<String> differencesTo(SourceIdentity stored) {
        var differences = new ArrayList<String>();
        addDifference(differences, "the cluster", stored.cluster, cluster);
        addDifference(differences, "the database", stored.database, database);
        if (!stored.query.equals(query)) {
            differences.add("the query's text changed");
        }
        addDifference(differences, "the list of events", stored.events, events);
        return differences;
    }

    private static void addDifference(List<String> differences, String what, String before, String now) {
        if (!before.equals(now)) {
            differences.add(what + " was '" + before + "' and is '" + now + "'");
        }
    }

    private static String normalized(String cluster) {
        String address = URI.create(cluster.strip()).normalize().toString().toLowerCase(Locale.ROOT);
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
