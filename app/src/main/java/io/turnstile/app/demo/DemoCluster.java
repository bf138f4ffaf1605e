package io.turnstile.app.demo;

import io.turnstile.app.EmbeddedSettings;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.embedded.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A broker and a registry in a directory of their own, which also holds the topologies' state; all of it goes with it. */
final class DemoCluster implements AutoCloseable {

    private final Path directory;
    private final EmbeddedCluster cluster;
    private final Settings settings;

    private DemoCluster(Path directory, EmbeddedCluster cluster, Settings settings) {
        this.directory = directory;
        this.cluster = cluster;
        this.settings = settings;
    }

    /** @throws io.turnstile.embedded.EmbeddedStartException if one of the two does not start; nothing is left behind */
    static DemoCluster start(Settings settings) throws IOException {
        Path directory = Files.createTempDirectory("turnstile-demo-");
        try {
            return new DemoCluster(
                    directory,
                    EmbeddedCluster.start(EmbeddedSettings.from(settings, directory.resolve("cluster"))),
                    settings);
        } catch (RuntimeException | Error e) {
            delete(directory);
            throw e;
        }
    }

    Cluster address() {
        return new Cluster(cluster.bootstrapServers(), cluster.registryUrl(), settings.kafka());
    }

    /** Where the topologies keep their state. */
    Path stateDirectory() {
        return directory.resolve("streams");
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
