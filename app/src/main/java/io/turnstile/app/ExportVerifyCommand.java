package io.turnstile.app;

import io.turnstile.config.Settings;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.verify.DatasetVerification;
import io.turnstile.datasets.verify.VerificationReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an exported dataset. */
@Command(
        name = "verify",
        description =
                "Checks an exported dataset: that its files are as they were written, that it is what its manifest"
                        + " says, and that nothing leaks between its splits. Needs no cluster.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All checks passed.",
            "1:One failed, or the dataset cannot be read; the output says which or why."
        })
final class ExportVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Parameters(paramLabel = "DIR", description = "The dataset's directory.")
    private Path directory;

    @Option(names = "--json", description = "Prints the checks as one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.resolve(Map.of(), Map.of());
        VerificationReport report = DatasetVerification.of(directory, NearDuplicateConfiguration.from(settings));
        var out = spec.commandLine().getOut();
        out.print(json ? report.json() + "\n" : report.text());
        out.flush();
        return report.isPassed() ? ExitCode.OK : ExitCode.FAILED;
    }
}
