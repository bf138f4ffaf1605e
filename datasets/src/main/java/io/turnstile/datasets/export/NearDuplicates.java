package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The clusters of a snapshot's texts: table {@code cluster} of the work file has for each text, by its hash, what it is a
 * duplicate with, and how many texts that are.
 */
final class NearDuplicates {

    private final WorkFile work;

    private NearDuplicates(WorkFile work) {
        this.work = work;
    }

    /**
     * What came of them.
     *
     * @param clusters of more than one text
     * @param texts in these
     * @param leftOut turns that caps leave out because of them
     * @param crowdedBuckets how many groups of similar texts were too large for all of their pairs to be compared
     */
    record Counts(long clusters, long texts, long leftOut, int crowdedBuckets) {}

    static Counts counts(WorkFile work, long leftOut, int crowdedBuckets) throws SQLException {
        return new Counts(
                work.number("SELECT count(DISTINCT cluster) FROM cluster WHERE texts > 1"),
                work.number("SELECT count(*) FROM cluster WHERE texts > 1"),
                leftOut,
                crowdedBuckets);
    }

    /**
     * Finds them. A cluster's number is the smallest hash of its texts, so that a text by itself keeps its hash.
     *
     * @return how many buckets were crowded
     */
    static int find(WorkFile work, TextClusters clusters, ExportProgress progress) throws SQLException {
        return new NearDuplicates(work).find(clusters, progress);
    }

    /** Leaves each text by itself, and reads none. */
    static void none(WorkFile work) throws SQLException {
        work.execute("CREATE OR REPLACE TABLE cluster AS SELECT DISTINCT text_hash, text_hash AS cluster, 1 AS texts"
                + " FROM turn");
    }

    /** The candidates as members of their clusters. */
    static List<Candidate> clustered(WorkFile work, List<Candidate> candidates) throws SQLException {
        var clusters = new HashMap<Long, Long>();
        work.query(
                "SELECT text_hash, cluster FROM cluster WHERE texts > 1",
                row -> clusters.put(row.getLong(1), row.getLong(2)));
        return candidates.stream()
                .map(candidate -> clusters.containsKey(candidate.duplicates())
                        ? candidate.withDuplicates(clusters.get(candidate.duplicates()))
                        : candidate)
                .toList();
    }

    private int find(TextClusters clusters, ExportProgress progress) throws SQLException {
        work.execute("CREATE OR REPLACE TABLE cluster (text_hash BIGINT, cluster BIGINT, texts INTEGER)");
        work.execute("CREATE OR REPLACE TABLE text_place AS SELECT text_hash, min(message_id) AS message_id"
                + " FROM turn GROUP BY text_hash");
        try (StoredTexts texts = StoredTexts.of(work, progress)) {
            TextClusters.Found found = clusters.of(texts);
            write(texts.hashes(), found.numbers());
            return found.crowdedBuckets();
        }
    }

    private void write(List<Long> hashes, long[] numbers) throws SQLException {
        var smallest = new HashMap<Long, Long>();
        for (int i = 0; i < numbers.length; i++) {
            smallest.merge(numbers[i], hashes.get(i), Math::min);
        }
        Map<Long, Long> sizes = Arrays.stream(numbers)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        try (var rows = ((DuckDBConnection) work.connection()).createAppender("cluster")) {
            for (int i = 0; i < numbers.length; i++) {
                rows.beginRow()
                        .append(hashes.get(i))
                        .append(smallest.get(numbers[i]))
                        .append(sizes.get(numbers[i]).intValue())
                        .endRow();
            }
        }
    }
}
