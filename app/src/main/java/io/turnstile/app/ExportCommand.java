package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.datasets.export.DatasetExport;
import io.turnstile.datasets.export.ExportConfiguration;
import io.turnstile.datasets.export.ExportEnvironment;
import io.turnstile.datasets.export.ExportException;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.datasets.export.ExportRequest;
import io.turnstile.datasets.export.ExportSummary;
import io.turnstile.datasets.export.FileFormat;
import io.turnstile.datasets.export.ReleaseRecord;
import io.turnstile.datasets.export.ShortfallPolicy;
import io.turnstile.plan.Plans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exports a dataset. */
@Command(
        name = "export",
        description =
                "Writes the labelled turns that a plan draws as a dataset: Parquet and JSON lines in three splits, with"
                        + " card, statistics and manifest. The same offsets give the same files. Interrupted, the same command goes"
                        + " on where it stopped.",
        subcommands = ExportVerifyCommand.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The dataset is written; of one that is short, too, unless --shortfall says otherwise.",
            "1:The cluster or the disk failed, or it was stopped. The same command goes on where it was.",
            "2:The command line, the configuration or the directory cannot be used.",
            "3:--release, and a judge has no release record or is a baseline. Nothing was written.",
            "4:--shortfall refuse, and turns are missing; or shrink, and not one is left. Nothing was written."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(
            names = "--plan",
            paramLabel = "NAME",
            description = "The plan that draws (plans.NAME in the configuration).")
    private String plan;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where the files go: a directory that is empty, is not there, or holds this export, unfinished.")
    private Path out;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Reads up to the first record of that time or later, e.g. 2026-11-01T00:00:00Z. Default: all.")
    private Instant at;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "parquet, jsonl, or both with a comma between. Default: both.")
    private List<FileFormat> formats = List.of(FileFormat.values());

    @Option(
            names = "--shortfall",
            paramLabel = "WHAT",
            defaultValue = "report",
            description =
                    "Where turns are missing: report writes what there is and says so; wait reads on until there are"
                            + " enough; shrink takes the largest size at which the ratio holds; refuse writes nothing. Default:"
                            + " ${DEFAULT-VALUE}.")
    private ShortfallPolicy shortfall;

    @Option(
            names = "--near-duplicates",
            paramLabel = "WHAT",
            defaultValue = "drop",
            description = "drop: near-duplicates count as equal texts. keep: they stay, as in balanced.NAME. Default:"
                    + " ${DEFAULT-VALUE}.")
    private NearDuplicates nearDuplicates;

    @Option(
            names = "--weights",
            description =
                    "Takes all turns instead of as many of each class as the plan says, with weights that make up for"
                            + " it.")
    private boolean weights;

    @Option(
            names = "--release",
            paramLabel = "FILE",
            description =
                    "Marks the dataset as released. Needs the record that 'judge eval --release' wrote, of each judge"
                            + " whose labels are in it; may be given again.")
    private List<Path> releases = List.of();

    @Option(
            names = "--mix-judges",
            description = "Lets labels of different judges stand together although the plan names none.")
    private boolean mixJudges;

    @Option(
            names = "--license",
            paramLabel = "ID",
            description = "The license that the card names, e.g. mit, cc-by-4.0. Default: datasets.license.")
    private String license;

    @Option(names = "--json", description = "Prints the summary as one JSON object instead of a table.")
    private boolean json;

    /** What becomes of near-duplicates. */
    enum NearDuplicates {
        KEEP,
        DROP
    }

    @Override
    public Integer call() {
        if (plan == null || out == null) {
            throw new ParameterException(spec.commandLine(), "An export needs --plan NAME and --out DIR.");
        }
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        ExportEnvironment environment = ConfiguredExport.of(settings, Cluster.from(settings));
        try (var stop = new UntilStopped()) {
            ExportSummary summary = DatasetExport.run(
                    request(settings),
                    environment,
                    new Shown(new Progress(spec.commandLine().getErr()), stop));
            var printed = spec.commandLine().getOut();
            printed.print(json ? ExportJson.of(summary) : ExportTable.of(summary));
            printed.flush();
            return ExitCode.OK;
        }
    }

    private ExportRequest request(Settings settings) {
        Plans plans = Plans.from(settings);
        return new ExportRequest(
                plans.named(plan),
                plans.splitSeed(),
                out,
                Optional.ofNullable(at),
                EnumSet.copyOf(formats),
                shortfall,
                new ExportRequest.Options(
                        nearDuplicates == NearDuplicates.KEEP,
                        weights,
                        mixJudges,
                        releases.stream().map(ReleaseRecord::read).toList(),
                        license == null ? settings.get(ExportConfiguration.LICENSE) : license));
    }

    /** What the process's exit code is where an export did not come about. */
    static int exitCode(ExportException failure) {
        return switch (failure.reason()) {
            case FAILED, STOPPED -> ExitCode.FAILED;
            case SEVERAL_JUDGES -> ExitCode.USAGE;
            case NOT_RELEASABLE -> ExitCode.GATE_NOT_PASSED;
            case SHORTFALL -> ExitCode.SHORT_OF_TURNS;
        };
    }

    private record Shown(Progress progress, UntilStopped stop) implements ExportProgress {

        @Override
        public void show(String text) {
            progress.show(text);
        }

        @Override
        public boolean isStopped() {
            return stop.isStopped();
        }
    }
}
