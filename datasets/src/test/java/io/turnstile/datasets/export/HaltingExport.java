package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import io.turnstile.plan.PlanText;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An export in a process of its own, which dies on the spot: nothing is closed, and nothing is tidied up. */
final class HaltingExport {

    static final int DEAD = 137;

    private HaltingExport() {}

    /** Arguments: brokers, registry, prefix of the topics, directory, and the text that it dies at, as a pattern. */
    public static void main(String[] arguments) {
        var cluster = new Cluster(arguments[0], arguments[1], Map.of());
        var catalogue = new TopicCatalogue(new TopicConfiguration(arguments[2] + ".", 2, 1, Duration.ofDays(1)));
        var progress = new ExportProgress() {
            @Override
            public void show(String text) {
                if (text.matches(arguments[4])) {
                    Runtime.getRuntime().halt(DEAD);
                }
            }

            @Override
            public boolean isStopped() {
                return false;
            }
        };
        DatasetExport.run(
                request(Path.of(arguments[3])),
                new ExportEnvironment(
                        cluster,
                        catalogue,
                        new ExportConfiguration(256, 200),
                        TextClusters.NONE,
                        List.of(),
                        InstantSource.system()),
                progress);
    }

    static ExportRequest request(Path directory) {
        return new ExportRequest(
                PlanText.parse("small", "kind=session size=300 ratio=50:50"),
                1,
                directory,
                Optional.empty(),
                EnumSet.allOf(FileFormat.class),
                ShortfallPolicy.REPORT,
                ExportRequest.Options.DEFAULT);
    }

    /**
     * Runs it in another process. It dies without deleting the libraries that it unpacks, so it does that beside its
     * directory.
     *
     * @return its exit code
     */
    static int run(String prefix, Path directory, String diesAt) throws IOException, InterruptedException {
        Cluster cluster = LabeledTopic.cluster();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory.getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HaltingExport.class.getName(),
                        cluster.bootstrapServers(),
                        cluster.registryUrl(),
                        prefix,
                        directory.toString(),
                        diesAt)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LabeledTopic.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The export did not come to where it dies");
        }
        return process.exitValue();
    }
}
