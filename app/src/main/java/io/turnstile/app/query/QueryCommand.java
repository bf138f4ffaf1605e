package io.turnstile.app.query;

import io.turnstile.queries.Query;
import io.turnstile.queries.QueryCatalogue;
import io.turnstile.queries.Shelf;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The shipped queries: which there are, what they say, and what they give. */
@Command(
        name = "query",
        description =
                "Lists, shows and runs the shipped KQL queries. docs/04-query-reference.md says what each is for.",
        subcommands = {QueryCommand.List.class, QueryCommand.Show.class, QueryRunCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class QueryCommand {

    private QueryCommand() {}

    /** Which there are. */
    @Command(name = "list", description = "Lists the shipped queries.", mixinStandardHelpOptions = true)
    static final class List implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var out = spec.commandLine().getOut();
            QueryCatalogue catalogue = QueryCatalogue.shipped();
            for (Shelf shelf : Shelf.values()) {
                out.println(shelf.folder());
                catalogue.on(shelf).forEach(query -> out.println(line(query)));
            }
            return 0;
        }

        private static String line(Query query) {
            return "  %-42s %s".formatted(query.name(), query.header().purpose());
        }
    }

    /** What it says. */
    @Command(
            name = "show",
            description = "Prints the whole text of a query, as it can be pasted into a Kusto client.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "As 'turnstile query list' names it.")
        private String name;

        @Override
        public Integer call() {
            spec.commandLine()
                    .getOut()
                    .print(QueryCatalogue.shipped().named(name).text());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
