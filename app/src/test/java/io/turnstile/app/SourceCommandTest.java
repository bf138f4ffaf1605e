package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.queries.ShippedTrees;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Kusto source by its commands, on the embedded broker, registry and Kusto. */
class SourceCommandTest {

    private static EmbeddedCluster cluster;
    private static EmbeddedKusto kusto;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
        kusto = EmbeddedKusto.start(EmbeddedKustoConfiguration.of(new ShippedTrees()));
    }

    @AfterAll
    static void stop() {
        if (kusto != null) {
            kusto.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aSourceIsReadOnceGoesOnAndIsSetAndResetByHand() throws Exception {
        assertThat(run("topics", "create")).isZero();
        assertThat(run("source", "show")).isZero();
        assertThat(out.toString()).contains("no source has a position");

        String first = ingest(0, 5);
        produce("--from", "beginning");
        assertThat(err.toString()).contains("begins at source.kusto.from = beginning", "rows 5, dead letters 0");

        String second = ingest(5, 8);
        produce("--from", "beginning");
        assertThat(err.toString()).contains("goes on from its position, after 5 rows", "rows 3, dead letters 0");
        assertThat(err.toString()).contains("'turnstile source reset kusto --from beginning' begins anew");

        assertThat(run("source", "show", "--json")).isZero();
        var shown = new JsonMapper().readTree(out.toString()).get("kusto");
        assertThat(shown.get("rows").longValue()).isEqualTo(8);
        assertThat(shown.get("position").get("toCursor").textValue()).isEqualTo(second);

        assertThat(run("source", "set", "kusto", "--cursor", first)).isZero();
        assertThat(out.toString()).contains("before: kusto: 8 rows", "toCursor: " + first);
        produce();
        assertThat(err.toString()).contains("rows 3, dead letters 0");

        assertThat(run("source", "reset", "kusto", "--from", "beginning")).isZero();
        produce();
        assertThat(err.toString()).contains("rows 8, dead letters 0");

        assertThat(run("source", "reset", "kusto")).isZero();
        assertThat(out.toString()).contains("now: kusto has no position");
        produce();
        assertThat(err.toString()).contains("begins at source.kusto.from = now", "rows 0, dead letters 0");
    }

    private void produce(String... more) {
        var arguments = new ArrayList<>(List.of("produce", "--source", "kusto", "--once"));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).as(err::toString).isZero();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        Map.of(
                        "bootstrap.servers", cluster.bootstrapServers(),
                        "registry.url", cluster.registryUrl(),
                        "topics.partitions", "1",
                        "source.kusto.cluster", kusto.url(),
                        "source.kusto.database", kusto.databaseName(),
                        "source.kusto.auth", "none")
                .forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static String ingest(int from, int to) throws InterruptedException {
        var rows = IntStream.range(from, to)
                .mapToObj(number -> Map.of(
                        "TimeGenerated", "2026-02-03T12:00:00Z",
                        "Name", "GitHub.copilot-chat/panel.request",
                        "Properties", "{\"requestId\":\"m" + number + "\"}"))
                .toList();
        return kusto.ingest("AppEvents", rows).join();
    }
}
