package io.turnstile.app.review;

import picocli.CommandLine.Command;

/** What people think of labels. */
@Command(
        name = "review",
        description =
                "Writes the turns whose labels are worth a person's look, and takes people's decisions in, which win"
                        + " over the judge's. docs/judging.md tells how.",
        subcommands = {ReviewExportCommand.class, ReviewImportCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class ReviewCommand {

    private ReviewCommand() {}
}
