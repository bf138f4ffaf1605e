package io.turnstile.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.turnstile.benchmarks.judge.JudgeBenchmark;
import io.turnstile.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures scenarios on a broker that it starts. The table goes to standard output, progress to standard error. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        subcommands = {JudgeBenchmark.class, BalanceCommand.class},
        description =
                "Measures what assembly costs, as a ratio to copying the same rows; with 'balance', what balancing costs,"
                        + " in the same way; with 'judge', what the judge gets out of a model's server.")
final class Main implements Callable<Integer> {

    @Option(names = "--scenarios", split = ",", description = "Which, comma-separated; all by default.")
    private List<String> scenarios = Scenario.all().stream().map(Scenario::name).toList();

    @Option(names = "--rows", description = "Rows that are timed, a run. Default: ${DEFAULT-VALUE}.")
    private int rows = 400_000;

    @Option(names = "--rounds", description = "Rounds a turn: five rows each, and one. Default: ${DEFAULT-VALUE}.")
    private int rounds = 2;

    @Option(names = "--repeat", description = "Measured pairs a scenario. Default: ${DEFAULT-VALUE}.")
    private int repeat = 3;

    @Option(
            names = "--warm-up",
            description = "Pairs that are not counted, before the first scenario: ${DEFAULT-VALUE}.")
    private int warmUp = 1;

    @Option(names = "--json", description = "Writes the figures and every run to this file as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private int runs;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<Scenario> chosen = chosen();
        var comparisons = new ArrayList<Comparison>();
        compare(chosen.get(0), warmUp);
        for (Scenario scenario : chosen) {
            comparisons.add(compare(scenario, repeat));
        }
        spec.commandLine().getOut().print(Table.of(comparisons));
        spec.commandLine().getOut().flush();
        if (json != null) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(
                            json.toFile(), comparisons.stream().map(Report::of).toList());
        }
        return 0;
    }

    private List<Scenario> chosen() {
        requirePositive("--rows", rows);
        requirePositive("--rounds", rounds);
        requirePositive("--repeat", repeat);
        if (warmUp < 0) {
            throw new ParameterException(spec.commandLine(), "--warm-up is " + warmUp + ". Give 0 or more.");
        }
        try {
            return scenarios.stream().map(Scenario::named).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + ". Give 1 or more.");
        }
    }

    /** On a broker of its own: what an earlier scenario left on the broker's heap and disk is no part of this one. */
    private Comparison compare(Scenario scenario, int pairs)
            throws IOException, InterruptedException, ExecutionException {
        var copies = new ArrayList<Measurement>();
        var assemblies = new ArrayList<Measurement>();
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
            for (int pair = 0; pair < pairs; pair++) {
                for (Subject subject : order(pair)) {
                    (subject == Subject.COPY ? copies : assemblies).add(run(broker, scenario, subject));
                }
            }
        }
        return new Comparison(scenario, copies, assemblies);
    }

    /** Which comes first alternates: what the first of a pair leaves behind is to each's cost as often. */
    static List<Subject> order(int pair) {
        return pair % 2 == 0 ? List.of(Subject.COPY, Subject.ASSEMBLY) : List.of(Subject.ASSEMBLY, Subject.COPY);
    }

    private Measurement run(EmbeddedBroker broker, Scenario scenario, Subject subject)
            throws IOException, InterruptedException, ExecutionException {
        try (var state = StateDirectory.create()) {
            String name = "benchmark-" + ++runs;
            var run = new Run(broker.bootstrapServers(), state.path(), name, scenario, subject, rows, rounds);
            Measurement measured = run.measure();
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%-14s %-9s %,9.0f rows/s  %6.1f s  %,d conversations%n",
                            scenario.name(),
                            subject,
                            measured.rowsPerSecond(),
                            measured.seconds(),
                            measured.conversations());
            return measured;
        }
    }
}
