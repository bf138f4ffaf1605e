package io.turnstile.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

    private static final Answer ANSWER = new Answer(
            List.of(
                    new Answer.Column("Name", "string"),
                    new Answer.Column("Rows", "long"),
                    new Answer.Column("At", "datetime"),
                    new Answer.Column("Turns", "dynamic")),
            List.of(
                    List.of("it's, \"so\"", 3L, "2026-03-01T10:00:00.1234567Z", "[{\"turn\":1}]"),
                    Collections.unmodifiableList(Arrays.asList("", null, null, null))));

    @TempDir
    private Path directory;

    @Test
    void aTableShowsItsColumnsAndSaysHowManyRowsThereAre() {
        assertThat(AnswerTable.of(ANSWER, 10, 20).lines().map(String::stripTrailing))
                .containsExactly(
                        "Name        Rows  At                    Turns",
                        "it's, \"so\"  3     2026-03-01T10:00:...  [{\"turn\":1}]",
                        "",
                        "",
                        "2 rows");
    }

    @Test
    void aTableSaysWhatItDoesNotShow() {
        assertThat(AnswerTable.of(ANSWER, 1, 20)).contains("2 rows; the first 1 are shown. --out FILE");
    }

    @Test
    void jsonLinesNestWhatIsDynamic() throws IOException {
        Path file = directory.resolve("answer.jsonl");
        AnswerFile.write(ANSWER, file);
        assertThat(Files.readAllLines(file).get(0))
                .contains("\"Rows\":3", "\"At\":\"2026-03-01T10:00:00.1234567Z\"", "\"Turns\":[{\"turn\":1}]");
        assertThat(Files.readAllLines(file).get(1)).contains("\"Rows\":null");
    }

    @Test
    void csvQuotesWhatItMust() throws IOException {
        Path file = directory.resolve("answer.csv");
        AnswerFile.write(ANSWER, file);
        assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("Name,Rows,At,Turns");
        assertThat(Files.readAllLines(file).get(1)).startsWith("\"it's, \"\"so\"\"\",3,2026-03-01T10:00:00.1234567Z");
    }

    @Test
    void parquetKeepsTypesAndNulls() throws IOException, SQLException {
        Path file = directory.resolve("an'swer.parquet");
        AnswerFile.write(ANSWER, file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT \"Rows\" FROM '" + file.toString().replace("'", "''")
                                + "' WHERE \"At\" >= TIMESTAMP '2026-03-01' OR \"At\" IS NULL")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong("Rows")).isEqualTo(3);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject("Rows")).isNull();
        }
    }

    @Test
    void aFileThatSaysNoFormatIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> AnswerFile.write(ANSWER, directory.resolve("answer.xlsx")))
                .withMessageContaining(".csv, .jsonl or .parquet");
    }
}
