package io.turnstile.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.app.deadletters.DeadLettersCommand;
import io.turnstile.app.query.QueryCommand;
import io.turnstile.app.review.ReviewCommand;
import io.turnstile.config.ConfigurationException;
import io.turnstile.datasets.export.ExportException;
import io.turnstile.queries.NoSuchQueryException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. */
@Command(
        name = "turnstile",
        description = "Turns VS Code Copilot agent-mode telemetry into a live, judge-labelled training feed on Kafka.",
        subcommands = {
            DemoCommand.class,
            TopicsCommand.class,
            ConfigCommand.class,
            ProduceCommand.class,
            SourceCommand.class,
            StreamsCommand.class,
            JudgeCommand.class,
            ReviewCommand.class,
            CountsCommand.class,
            TailCommand.class,
            DeadLettersCommand.class,
            ExportCommand.class,
            QueryCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "turnstile 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:The work failed; the message says why.",
            "2:The command line or the configuration cannot be used; nothing was done.",
            "3:The judge does not pass its gate: its labels may not be marked released.",
            "4:An export is short of labelled turns, and was not to be: nothing was written."
        })
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), true);
        var err = new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true);
        System.exit(commandLine(out, err).execute(arguments));
    }

    /** The commands, printing to the given writers. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Main::report)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** One line for people; the trace only for whoever asks for it with debug logs. */
    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        command.getErr().println("turnstile: " + message(failure));
        LOG.debug("event=command-failed", failure);
        if (failure instanceof ExportException export) {
            return ExportCommand.exitCode(export);
        }
        boolean isUsage = failure instanceof ConfigurationException || failure instanceof NoSuchQueryException;
        return isUsage ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
    }
}
