package io.turnstile.datasets.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real embeddings, and files as a dataset has them. */
class MiniLmTest {

    private static final List<String> HARD = List.of(
            "Find out why %s deadlocks under load and prove that the fix is correct",
            "Design a migration of %s that loses no data while old and new clients run",
            "Why does %s return stale results only after a failover? Find the race",
            "Weigh the alternatives for sharding %s and decide which one we should take");
    private static final List<String> EASY = List.of(
            "Rename the variable in %s to count and save the file with the new name please now",
            "Add a comment at the top of %s that says who owns this module at the moment",
            "Bump the version of %s in the build file to the next minor one and commit it",
            "Print the usage of %s when the flag for help is given, as the others do too");
    private static final List<String> THINGS = List.of(
            "the cache",
            "the scheduler",
            "the billing service",
            "the parser",
            "the login page",
            "the queue",
            "the index");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json"})
    void aDatasetTrains(String format) throws Exception {
        write("train", 60, format);
        write("test", 40, format);
        var configuration = new RouterConfiguration(100, 100, 200, 5, 1);
        var progress = new ArrayList<Integer>();
        try (var embedding = new MiniLm(configuration.maxChars(), (done, all) -> progress.add(done * 100 / all))) {
            var report = LightRouter.evaluate(RouterData.read(directory, configuration), configuration, embedding);

            var evaluation = report.evaluations().get(0);
            assertThat(evaluation.router().auc()).isGreaterThan(0.9);
            assertThat(evaluation.router().auc())
                    .isGreaterThan(evaluation.length().auc());
            assertThat(report.control().isAtChance()).isTrue();
            assertThat(progress).last().isEqualTo(100);
        }
    }

    @Test
    void embeddingsAreTheSameEveryTimeAndReadTheBeginningOnly() {
        try (var embedding = new MiniLm(10, (done, all) -> {})) {
            double[][] features = embedding.of(
                    List.of("fix the bug in it", "fix the bug elsewhere", "fix the b\uD83D\uDE80", "fix the b"));

            assertThat(features[0]).hasSize(384).isEqualTo(features[1]);
            assertThat(features[2]).as("half a rocket is not read").isEqualTo(features[3]);
            assertThat(features[0]).isNotEqualTo(features[2]);
        }
    }

    @Test
    void onlySoManyRowsAreRead() throws Exception {
        write("train", 60, "parquet");

        var data = RouterData.read(directory, new RouterConfiguration(20, 20, 200, 5, 1));

        assertThat(data.train().texts()).hasSize(20);
        assertThat(data.train().available()).isEqualTo(60);
        assertThat(data.evaluations()).isEmpty();
    }

    @Test
    void whatIsNoDatasetIsRefused() throws Exception {
        var configuration = new RouterConfiguration(20, 20, 200, 5, 1);

        assertThatThrownBy(() -> RouterData.read(directory, configuration))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining("neither train.parquet nor train.jsonl");
        Files.writeString(directory.resolve("train.parquet"), "no Parquet");
        assertThatThrownBy(() -> RouterData.read(directory, configuration))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining("cannot be read");
    }

    private void write(String stem, int rows, String format) throws Exception {
        var random = new SplittableRandom(stem.hashCode());
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE turn (text VARCHAR, label BIGINT)");
            for (int i : IntStream.range(0, rows).toArray()) {
                List<String> templates = i % 2 == 0 ? HARD : EASY;
                String text = String.format(
                        templates.get(random.nextInt(templates.size())), THINGS.get(random.nextInt(THINGS.size())));
                statement.execute("INSERT INTO turn VALUES ('" + text + "', " + i % 2 + ")");
            }
            String file = directory
                    .resolve(stem + (format.equals("json") ? ".jsonl" : ".parquet"))
                    .toString();
            statement.execute("COPY turn TO '" + file + "' (FORMAT " + format + ")");
        }
    }
}
