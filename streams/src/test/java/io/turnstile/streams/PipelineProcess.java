package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own that runs the stages from rows to conversations, until it is killed or its input ends: then it closes
 * cleanly. Its registry is its own and in memory: schemas that are registered in one order have the same ids in all.
 */
final class PipelineProcess {

    static final String REGISTRY = "mock://pipeline-process";

    private PipelineProcess() {}

    /** @param arguments settings, key=value */
    public static void main(String[] arguments) throws IOException {
        Settings settings = settings(Stream.of(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        try (var application = application(settings)) {
            application.start();
            System.in.transferTo(OutputStream.nullOutputStream());
            application.failure().ifPresent(Throwable::printStackTrace);
        }
    }

    /** It unpacks libraries beside its state: when it is killed, it cannot delete them. */
    static Process start(Map<String, String> flags) throws IOException {
        Path temporary =
                Path.of(flags.get(StreamsConfiguration.STATE_DIRECTORY.key())).getParent();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                PipelineProcess.class.getName()));
        flags.forEach((key, value) -> command.add(key + "=" + value));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static Settings settings(Map<String, String> flags) {
        return Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), flags);
    }

    /** The catalogue, its schemas registered. */
    static TopicCatalogue topics(Settings settings) {
        var topics = new TopicCatalogue(TopicConfiguration.from(settings));
        SchemaRegistration.registerAll(REGISTRY, topics.all());
        return topics;
    }

    private static PipelineApplication application(Settings settings) {
        var stage = new StageContext(topics(settings), new AvroSerdes(REGISTRY));
        return new PipelineApplication(
                new Pipeline(stage, PipelineConfiguration.from(settings, "test/1")),
                EnumSet.of(Stage.TURN_ASSEMBLY, Stage.CONVERSATION_ASSEMBLY),
                StreamsConfiguration.from(settings),
                Cluster.from(settings));
    }
}
