package io.turnstile.app;

import io.turnstile.config.Settings;
import io.turnstile.judge.evaluation.Evaluation;
import io.turnstile.judge.evaluation.EvaluationConfiguration;
import io.turnstile.judge.evaluation.EvaluationReport;
import io.turnstile.judge.evaluation.Prices;
import io.turnstile.judge.evaluation.ReportJson;
import io.turnstile.judge.evaluation.ReportTable;
import io.turnstile.judge.golden.GoldenSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the judge. */
@Command(
        name = "eval",
        description = "Measures the configured judge on a golden set, beside the offline rubric, a rule on length and a"
                + " shuffled control. Exits with 3 where the gate is not passed. It needs no cluster.",
        mixinStandardHelpOptions = true)
final class JudgeEvalCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Option(
            names = "--golden",
            paramLabel = "FILE",
            description = "Golden turns as lines of JSON. Default: the set that comes with the program.")
    private Path golden;

    @Option(names = "--json", description = "Prints one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--conflicts",
            paramLabel = "FILE",
            description = "Writes every case in which judge and golden set disagree there, as lines of JSON.")
    private Path conflicts;

    @Option(
            names = "--release",
            paramLabel = "FILE",
            description = "Writes there that labels of this judge may be marked released, with the evidence: only where"
                    + " the gate is passed, and never for a baseline.")
    private Path release;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many turns are judged at once. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @ArgGroup(exclusive = false)
    private PriceOptions prices;

    /** Both or none. */
    static final class PriceOptions {

        @Option(
                names = "--prompt-price",
                paramLabel = "MONEY",
                required = true,
                description = "What a million tokens sent cost, to show the cost in money.")
        private double prompt;

        @Option(
                names = "--completion-price",
                paramLabel = "MONEY",
                required = true,
                description = "What a million tokens received cost.")
        private double completion;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (concurrency < 1) {
            throw new ParameterException(spec.commandLine(), "--concurrency is " + concurrency + ". Give 1 or more.");
        }
        Settings settings = options.resolve(Map.of(), Map.of());
        GoldenSet set = golden == null ? GoldenSet.shipped() : GoldenSet.read(golden);
        EvaluationReport report;
        try (var judge = Judges.from(settings)) {
            report = Evaluation.of(judge, set, concurrency, EvaluationConfiguration.gate(settings));
        }
        show(report);
        if (conflicts != null) {
            Files.writeString(conflicts, ReportJson.conflictLines(report));
        }
        return conclude(report);
    }

    private void show(EvaluationReport report) {
        var out = spec.commandLine().getOut();
        out.print(json ? ReportJson.of(report, prices()) : ReportTable.of(report, prices()));
        out.flush();
    }

    private int conclude(EvaluationReport report) throws IOException {
        if (release != null && report.mayBeReleased()) {
            Files.writeString(release, ReportJson.release(report, prices(), Instant.now()));
        }
        boolean isAsked = report.gateResult().isPassed() && (release == null || report.mayBeReleased());
        spec.commandLine().getErr().println("turnstile judge eval: " + conclusion(report));
        return isAsked ? ExitCode.OK : ExitCode.GATE_NOT_PASSED;
    }

    private String conclusion(EvaluationReport report) {
        if (!report.gateResult().isPassed()) {
            return "the gate is not passed: "
                    + String.join("; ", report.gateResult().shortfalls())
                    + ". Labels of " + report.fingerprint() + " may not be marked released.";
        }
        if (report.isBaseline()) {
            return "the gate is passed, but " + report.fingerprint()
                    + " is a baseline: its labels may not be marked released, whatever its figures.";
        }
        return "the gate is passed." + (release == null ? "" : " The release record is in " + release + ".");
    }

    private Optional<Prices> prices() {
        return Optional.ofNullable(prices).map(given -> new Prices(given.prompt, given.completion));
    }
}
