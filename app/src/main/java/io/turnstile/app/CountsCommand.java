package io.turnstile.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.LabelCount;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the label counts as they stand. */
@Command(
        name = "counts",
        description =
                "Prints how many labelled turns there are at present, by dataset, stratum, position and class: the"
                        + " natural prevalence. Topic label-counts may be read at any time, while it grows.",
        mixinStandardHelpOptions = true)
final class CountsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(names = "--json", description = "Prints one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        var counts = StandingCounts.of(read(options.resolve(Map.of(), clusterOptions.flags())));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? new JsonMapper().writeValueAsString(counts) + "\n" : StandingCountsTable.of(counts));
        out.flush();
        return ExitCode.OK;
    }

    private static List<LabelCount> read(Settings settings) {
        var counts = new ArrayList<LabelCount>();
        try (var records = new StandingRecords(Cluster.from(settings))) {
            records.latest(TopicsCommand.catalogue(settings).labelCounts(), counts::add);
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "The label counts cannot be read: " + e.getMessage()
                            + ". Check bootstrap.servers, registry.url, topics.prefix and the principal's READ"
                            + " permission.",
                    e);
        }
        return counts;
    }
}
