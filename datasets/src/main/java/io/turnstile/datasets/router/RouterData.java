package io.turnstile.datasets.router;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The splits of a dataset.
 *
 * @param train what is trained on
 * @param evaluations what is measured on
 */
public record RouterData(RouterSplit train, List<RouterSplit> evaluations) {

    private static final String TRAIN = "train";
    private static final List<String> EVALUATIONS = List.of("validation", "validation.natural", "test", "test.natural");

    public RouterData {
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Reads the first rows of each split, Parquet where there is some, else JSONL. Rows stand in the order of a hash, so the
     * first ones are a sample. Splits without a file are left out.
     *
     * @throws RouterException if there is no train split, or if a file cannot be read
     */
    public static RouterData read(Path directory, RouterConfiguration configuration) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            RouterSplit train = split(connection, directory, TRAIN, configuration.trainRows())
                    .orElseThrow(() -> new RouterException(
                            "There is neither train.parquet nor train.jsonl in " + directory
                                    + ". Give the directory of a finished export.",
                            null));
            var evaluations = new ArrayList<RouterSplit>();
            for (String stem : EVALUATIONS) {
                split(connection, directory, stem, configuration.evaluationRows())
                        .ifPresent(evaluations::add);
            }
            return new RouterData(train, evaluations);
        } catch (SQLException e) {
            throw new RouterException(
                    "The splits in " + directory + " cannot be read: " + e.getMessage()
                            + ". Verification says which file is damaged.",
                    e);
        }
    }

    private static Optional<RouterSplit> split(Connection connection, Path directory, String stem, int rows)
            throws SQLException {
        Optional<String> source = source(directory, stem);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        var texts = new ArrayList<LabelledText>();
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT text, label FROM " + source.get()
                        + " WHERE label IN (0, 1) AND text IS NOT NULL LIMIT " + rows)) {
            while (found.next()) {
                texts.add(new LabelledText(found.getString(1), found.getInt(2)));
            }
        }
        texts.removeIf(text -> text.text().isBlank());
        try (var statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + source.get())) {
            count.next();
            return Optional.of(new RouterSplit(stem, texts, count.getLong(1)));
        }
    }

    private static Optional<String> source(Path directory, String stem) {
        Path parquet = directory.resolve(stem + ".parquet");
        Path jsonl = directory.resolve(stem + ".jsonl");
        if (Files.isRegularFile(parquet)) {
            return Optional.of("read_parquet(" + quoted(parquet) + ")");
        }
        return Files.isRegularFile(jsonl)
                ? Optional.of("read_json(" + quoted(jsonl)
                        + ", format = 'newline_delimited', columns = {'text': 'VARCHAR', 'label': 'BIGINT'})")
                : Optional.empty();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
