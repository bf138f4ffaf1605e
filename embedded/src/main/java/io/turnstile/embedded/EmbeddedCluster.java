package io.turnstile.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process and a real schema registry in a child process, both on 127.0.0.1 only.
 *
 * <p>The registry's global compatibility is FULL_TRANSITIVE. It ends with this JVM, however that ends. A temporary data
 * directory stays behind only when the JVM is killed without a chance to clean up.
 */
public final class EmbeddedCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

    private final CloseStack open;
    private final DataDirectory directory;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private EmbeddedCluster(
            CloseStack open, DataDirectory directory, EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.open = open;
        this.directory = directory;
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both and returns when both answer. Nothing is left behind when it throws.
     *
     * @throws EmbeddedStartException if a port is taken, the data directory is in use, full or cannot be written, or one
     *     of the two does not come up in time
     */
    public static EmbeddedCluster start(EmbeddedConfiguration configuration) {
        var began = Instant.now();
        var open = CloseStack.open(configuration.closeAtExit());
        try {
            var cluster = start(configuration, open, began.plus(configuration.startTimeout()));
            LOG.debug(
                    "event=cluster.started millis={}",
                    Duration.between(began, Instant.now()).toMillis());
            return cluster;
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /** The broker's address, host:port. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The address of the registry's Confluent-compatible API; it ends in /apis/ccompat/v7. */
    public String registryUrl() {
        return registry.url();
    }

    /** The directory that holds all data and the registry's log. */
    public Path dataDirectory() {
        return directory.path();
    }

    /** Stops both, within about 40 s at worst, and frees or deletes the data directory. A second call does nothing. */
    @Override
    public void close() {
        open.close();
    }

    ProcessHandle registryProcess() {
        return registry.process();
    }

    private static EmbeddedCluster start(EmbeddedConfiguration configuration, CloseStack open, Instant deadline) {
        var home = RegistryHome.of(configuration.registryHome());
        var directory = open.add(DataDirectory.open(configuration.dataDirectory()));
        // The child comes up while the broker does.
        var registry = open.add(EmbeddedRegistry.launch(home, directory, configuration.registryPort()));
        var broker = open.add(EmbeddedBroker.start(
                directory.broker(), configuration.brokerPort(), Duration.between(Instant.now(), deadline)));
        registry.awaitReady(deadline);
        return new EmbeddedCluster(open, directory, broker, registry);
    }
}
