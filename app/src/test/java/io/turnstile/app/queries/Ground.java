package io.turnstile.app.queries;

import io.turnstile.app.oracle.Answers;
import io.turnstile.app.oracle.PipelineReducer;
import io.turnstile.app.oracle.RowTime;
import io.turnstile.app.oracle.SeededLog;
import io.turnstile.embedded.kql.KqlEngine;
import io.turnstile.embedded.kql.ResultTable;
import io.turnstile.queries.Binder;
import io.turnstile.queries.QueryCatalogue;
import io.turnstile.queries.ShippedTrees;
import io.turnstile.schema.TelemetryRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Seeded logs, what the pipeline says of them, and a Kusto that holds their rows. Made once for all tests here. */
final class Ground {

    /** With duplicates, shuffles, losses, edits and resets, as GroundTest counts. */
    static final int LOGS = 100;

    private static final int FEW_LOGS = 30;

    private static Ground all;
    private static Ground few;

    private final List<SeededLog> logs;
    private final List<TelemetryRow> rows;
    private final Answers pipeline;
    private final TelemetryTable table;
    private Facts facts;

    private Ground(List<SeededLog> logs) {
        this.logs = logs;
        rows = logs.stream().flatMap(log -> log.rows().stream()).toList();
        table = TelemetryTable.of(rows);
        pipeline = pipelineAnswers(logs);
    }

    static synchronized Ground all() {
        if (all == null) {
            all = new Ground(SeededLog.allSmall(LOGS));
        }
        return all;
    }

    /** The first logs alone. */
    static synchronized Ground few() {
        if (few == null) {
            few = new Ground(SeededLog.allSmall(FEW_LOGS));
        }
        return few;
    }

    List<SeededLog> logs() {
        return logs;
    }

    List<TelemetryRow> rows() {
        return rows;
    }

    /** What the domain makes of the rows. */
    synchronized Facts facts() {
        if (facts == null) {
            facts = Facts.of(rows);
        }
        return facts;
    }

    Answers pipeline() {
        return pipeline;
    }

    /** Runs a shipped query over all rows, whenever they happened. */
    ResultTable run(String query, Map<String, String> parameters) {
        return run(QueryCatalogue.shipped().named(query).text(), parameters, new ShippedTrees());
    }

    ResultTable run(String kql, Map<String, String> parameters, Binder binder) {
        var all = new HashMap<>(Map.of("endTime", "datetime(" + end() + ")", "lookback", "10000d"));
        all.putAll(parameters);
        return new KqlEngine(binder, () -> Instant.EPOCH).run(kql, all, table);
    }

    private Instant end() {
        return rows.stream()
                .map(RowTime::of)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plusSeconds(1);
    }

    private static Answers pipelineAnswers(List<SeededLog> logs) {
        try {
            Path state = Files.createTempDirectory("turnstile-queries");
            try (var pipeline = new PipelineReducer(state)) {
                return pipeline.answers(logs);
            } finally {
                remove(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
