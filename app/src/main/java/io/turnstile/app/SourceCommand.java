package io.turnstile.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.SourceCursors;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.kusto.KustoPositions;
import io.turnstile.schema.SourceCursor;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How far sources have been read: shown, and set by hand. */
@Command(
        name = "source",
        description =
                "Shows, sets or forgets how far a source has been read. To set or to forget stops a producer of that"
                        + " source which is running.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SourceCommand implements Runnable {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Command(name = "show", description = "Shows the positions of all sources.", mixinStandardHelpOptions = true)
    int show(
            @Mixin SettingOptions options,
            @Mixin SettingOptions.ClusterOptions clusterOptions,
            @Option(names = "--json", description = "Prints one JSON object, by the sources' names.") boolean json) {
        var cursors = read(options.resolve(Map.of(), clusterOptions.flags()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var all = MAPPER.createObjectNode();
            cursors.forEach((name, cursor) ->
                    all.putObject(name).put("rows", cursor.getRows()).set("position", position(cursor)));
            out.println(all.toPrettyString());
        } else if (cursors.isEmpty()) {
            out.println("no source has a position");
        } else {
            cursors.forEach((name, cursor) -> print(name, cursor, out));
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "set",
            description =
                    "Lets a Kusto source go on after a database cursor, with the query and in the database that are"
                            + " configured.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin SettingOptions options,
            @Mixin SettingOptions.ClusterOptions clusterOptions,
            @Parameters(paramLabel = "NAME", description = "The source's name (source.kusto.name).") String name,
            @Option(
                            names = "--cursor",
                            paramLabel = "CURSOR",
                            required = true,
                            description = "The cursor up to which everything counts as read.")
                    String cursor) {
        var flags = clusterOptions.flags();
        flags.put(KustoConfiguration.NAME.key(), name);
        var settings = options.resolve(Map.of(), flags);
        var before = Optional.ofNullable(read(settings).get(name));
        write(settings, name, KustoPositions.after(cursor, KustoConfiguration.from(settings), before), before);
        return ExitCode.OK;
    }

    @Command(
            name = "reset",
            description =
                    "Forgets the position of a source. It then begins at --from, or where source.kusto.from says.",
            mixinStandardHelpOptions = true)
    int reset(
            @Mixin SettingOptions options,
            @Mixin SettingOptions.ClusterOptions clusterOptions,
            @Parameters(paramLabel = "NAME", description = "The source's name (source.kusto.name).") String name,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description =
                                    "Where it begins: now, beginning, or a time from which on rows were ingested.")
                    String from) {
        var settings = options.resolve(Map.of(), clusterOptions.flags());
        var anew = from == null ? null : KustoPositions.from(from, name);
        write(settings, name, anew, Optional.ofNullable(read(settings).get(name)));
        return ExitCode.OK;
    }

    private static Map<String, SourceCursor> read(Settings settings) {
        return SourceCursors.read(Cluster.from(settings), TopicsCommand.catalogue(settings));
    }

    /** Says what was there before: who made a mistake can set it back. */
    private void write(Settings settings, String name, SourceCursor cursor, Optional<SourceCursor> before) {
        SourceCursors.write(
                Cluster.from(settings),
                TopicsCommand.catalogue(settings),
                ProducerConfiguration.from(settings),
                name,
                cursor);
        PrintWriter out = spec.commandLine().getOut();
        before.ifPresentOrElse(
                was -> print("before: " + name, was, out), () -> out.println("before: " + name + " had no position"));
        if (cursor == null) {
            out.println("now: " + name + " has no position");
        } else {
            print("now: " + name, cursor, out);
        }
        out.flush();
    }

    private static void print(String title, SourceCursor cursor, PrintWriter out) {
        out.println(title + ": " + cursor.getRows() + " rows");
        position(cursor).properties().forEach(entry -> {
            var value = entry.getValue();
            out.println("  " + entry.getKey() + ": " + (value.isTextual() ? value.textValue() : value));
        });
    }

    private static JsonNode position(SourceCursor cursor) {
        try {
            return MAPPER.readTree(cursor.getPosition());
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode().put("position", cursor.getPosition());
        }
    }
}
