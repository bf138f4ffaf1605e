package io.turnstile.app.query;

import io.turnstile.app.Progress;
import io.turnstile.app.SettingOptions;
import io.turnstile.app.demo.DemoPreset;
import io.turnstile.app.demo.KustoOfGeneratedRows;
import io.turnstile.config.Settings;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.kusto.KustoQueries;
import io.turnstile.queries.Query;
import io.turnstile.queries.QueryCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a query. */
@Command(
        name = "run",
        description =
                "Runs a query and prints its answer as a table, or writes it to a file. Without a cluster it runs on"
                        + " generated telemetry in an embedded Kusto.",
        mixinStandardHelpOptions = true)
final class QueryRunCommand implements Callable<Integer> {

    private static final String LOOKBACK = "lookback";

    /** Room for a character and the mark that the rest is cut. */
    private static final int NARROWEST = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Parameters(paramLabel = "NAME", description = "As 'turnstile query list' names it.")
    private String name;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Sets a parameter of the query, e.g. --param lookback=24h. May be given again.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Writes the answer there, in the format that the name ends with: .csv, .jsonl or .parquet.")
    private Path out;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rows that the table shows, at most. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "40",
            description = "Characters that the table shows of a value, at most. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description = "The cluster to ask (source.kusto.cluster). An address of this machine needs no"
                    + " authentication and no database.")
    private String cluster;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            description = "How many conversations are generated where no cluster is configured"
                    + " (generator.conversations).")
    private Integer conversations;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (out != null) {
            AnswerFile.Format.of(out);
        }
        Query query = QueryCatalogue.shipped().named(name);
        Map<String, String> literals = ParameterLiterals.of(query, parameters);
        requireAtLeast("--rows", rows, 1);
        requireAtLeast("--width", width, NARROWEST);
        Settings settings = options.resolve(preset(), flags());
        Answer answer = settings.get(KustoConfiguration.CLUSTER).isBlank()
                ? onGeneratedRows(query, literals, settings)
                : answer(settings, query, literals);
        show(answer);
        return 0;
    }

    private void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + ". Give " + least + " or more.");
        }
    }

    /** A server on this machine is an emulator, or what 'demo --keep' left up: neither asks who one is. */
    private Map<String, String> preset() {
        var preset = new HashMap<>(DemoPreset.of(false));
        if (cluster != null && cluster.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/?")) {
            preset.put(KustoConfiguration.AUTHENTICATION.key(), "none");
            preset.put(KustoConfiguration.DATABASE.key(), EmbeddedKustoConfiguration.DEFAULT_DATABASE);
        }
        return preset;
    }

    private Map<String, String> flags() {
        var flags = new HashMap<String, String>();
        if (cluster != null) {
            flags.put(KustoConfiguration.CLUSTER.key(), cluster);
        }
        if (conversations != null) {
            flags.put(GeneratorConfiguration.CONVERSATIONS.key(), conversations.toString());
        }
        return flags;
    }

    private Answer onGeneratedRows(Query query, Map<String, String> literals, Settings settings)
            throws InterruptedException {
        var progress = new Progress(spec.commandLine().getErr());
        progress.end("no source.kusto.cluster is set: generating telemetry into an embedded Kusto ...");
        try (var kusto = KustoOfGeneratedRows.start(GeneratorConfiguration.from(settings))) {
            return answer(settings.with(kusto.connection()), query, overAllTime(query, literals));
        }
    }

    /** Generated conversations resume after days, as real ones do; whoever tries a query wants to see them all. */
    private static Map<String, String> overAllTime(Query query, Map<String, String> literals) {
        var all = new HashMap<>(literals);
        if (query.header().parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(LOOKBACK))) {
            all.putIfAbsent(LOOKBACK, "timespan(3650d)");
        }
        return all;
    }

    private static Answer answer(Settings settings, Query query, Map<String, String> literals)
            throws InterruptedException {
        return Answer.of(KustoQueries.open(settings).run(query.text(), literals));
    }

    private void show(Answer answer) throws IOException {
        if (out == null) {
            spec.commandLine().getOut().print(AnswerTable.of(answer, rows, width));
            spec.commandLine().getOut().flush();
        } else {
            AnswerFile.write(answer, out);
            new Progress(spec.commandLine().getErr())
                    .end("%,d rows are in %s".formatted(answer.rows().size(), out));
        }
    }
}
