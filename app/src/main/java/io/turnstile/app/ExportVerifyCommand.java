package io.turnstile.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.config.Settings;
import io.turnstile.datasets.router.RouterConfiguration;
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

/** Checks an exported dataset, and shows that it trains. */
@Command(
        name = "verify",
        description =
                "Checks an exported dataset: that its files are as they were written, that it is what its manifest"
                        + " says, and that nothing leaks between its splits. Then trains a light router on it. Needs no"
                        + " cluster, and no network. Reads configuration keys datasets.router-*.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All checks passed. The router's figures do not count: they are worth what a judge's labels are worth.",
            "1:One failed, or the dataset cannot be read; the output says which or why.",
            "2:The command line or the configuration cannot be used."
        })
final class ExportVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Parameters(paramLabel = "DIR", description = "The dataset's directory.")
    private Path directory;

    @Option(names = "--json", description = "Prints checks and router as one JSON object instead of tables.")
    private boolean json;

    @Option(names = "--no-router", description = "Only checks: trains no router, which takes a minute or two.")
    private boolean noRouter;

    @Override
    public Integer call() {
        Settings settings = options.resolve(Map.of(), Map.of());
        VerificationReport report = DatasetVerification.of(directory);
        if (json) {
            print(json(report, settings) + "\n");
        } else {
            print(report.text());
            print(noRouter ? "" : "\n" + router(settings).text());
        }
        return report.isPassed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode json(VerificationReport report, Settings settings) {
        ObjectNode json = report.json();
        if (!noRouter) {
            json.set("router", router(settings).json());
        }
        return json;
    }

    private VerifiedRouter router(Settings settings) {
        return VerifiedRouter.of(
                directory,
                RouterConfiguration.from(settings),
                new Progress(spec.commandLine().getErr()));
    }

    /** The checks are there to be read while the router is trained. */
    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
