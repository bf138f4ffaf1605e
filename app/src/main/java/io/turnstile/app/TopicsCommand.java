package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.DurationText;
import io.turnstile.config.Settings;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Cleanup;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The topic catalogue: shown, and made so on a cluster. */
@Command(
        name = "topics",
        description = "Lists, creates or describes the topics. The catalogue in the code is all there is to it.",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        list(new SettingOptions(), false);
    }

    @Command(name = "list", description = "Lists the topics in the order in which data flows.")
    int list(
            @Mixin SettingOptions options,
            @Option(names = "--markdown", description = "Prints the table of docs/topics.md.") boolean markdown) {
        List<Topic<?>> topics = catalogue(options.resolve(Map.of(), Map.of())).all();
        PrintWriter out = spec.commandLine().getOut();
        out.print(markdown ? TopicTables.markdown(topics) : TopicTables.text(topics));
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Creates the missing topics on a cluster and registers every schema. Safe to run again.")
    int create(@Mixin SettingOptions options, @Mixin SettingOptions.ClusterOptions clusterOptions)
            throws InterruptedException {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        List<String> created = createAll(settings);
        PrintWriter out = spec.commandLine().getOut();
        created.forEach(name -> out.println("created " + name));
        out.println(created.size() + " topics created, "
                + (catalogue(settings).all().size() - created.size()) + " were there; every schema is registered "
                + SchemaRegistration.COMPATIBILITY + ".");
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "describe", description = "Describes a topic: its key, its settings and every field of its value.")
    int describe(
            @Mixin SettingOptions options,
            @Parameters(paramLabel = "TOPIC", description = "The topic's name, with or without the prefix.")
                    String name) {
        Topic<?> topic = TopicArgument.find(catalogue(options.resolve(Map.of(), Map.of())), name);
        PrintWriter out = spec.commandLine().getOut();
        out.println(topic.name() + ": " + topic.doc());
        out.println("key: " + topic.key());
        out.println("partitions: " + topic.partitions());
        new TreeMap<>(topic.settings()).forEach((key, value) -> out.println(key + ": " + value));
        topic.valueSchema().ifPresentOrElse(schema -> describe(schema, out), () -> out.println("value: raw bytes"));
        out.flush();
        return ExitCode.OK;
    }

    /** Creates the missing topics and registers the schemas; returns the names of what was created. */
    static List<String> createAll(Settings settings) throws InterruptedException {
        Cluster cluster = Cluster.from(settings);
        TopicConfiguration configuration = TopicConfiguration.from(settings);
        List<Topic<?>> topics = new TopicCatalogue(configuration).all();
        SchemaRegistration.registerAll(cluster.registryUrl(), topics);
        try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
            return TopicCreation.createMissing(admin, topics, configuration.replicationFactor());
        }
    }

    static TopicCatalogue catalogue(Settings settings) {
        return new TopicCatalogue(TopicConfiguration.from(settings));
    }

    private static void describe(Schema schema, PrintWriter out) {
        out.println("value: " + schema.getFullName() + ": " + schema.getDoc());
        for (Schema.Field field : schema.getFields()) {
            out.printf("  %-24s %s%n", field.name(), field.doc());
        }
    }

    /** How long a record stays. */
    static String retention(Topic<?> topic) {
        return topic.cleanup() == Cleanup.DELETE ? DurationText.format(topic.retention()) : "latest by key";
    }
}
