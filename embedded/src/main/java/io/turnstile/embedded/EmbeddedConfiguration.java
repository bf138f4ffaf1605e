package io.turnstile.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the broker and the registry of one machine run.
 *
 * @param dataDirectory where both keep their data; it is created if missing, and the data survive a restart. Null means
 *     a temporary directory, deleted at close and also when the start fails
 * @param registryHome the directory of the unpacked schema registry
 * @param brokerPort the broker's port on 127.0.0.1; 0 takes a free one
 * @param registryPort the registry's port on 127.0.0.1; 0 takes a free one
 * @param startTimeout how long both together may take to start
 * @param closeAtExit whether a shutdown hook of the JVM closes what is still open. Hooks run side by side: a program
 *     that closes clients in a hook of its own says false and closes the cluster after them, or they lose their broker
 *     half-way. The registry never outlives this JVM in either case
 */
public record EmbeddedConfiguration(
        Path dataDirectory,
        Path registryHome,
        int brokerPort,
        int registryPort,
        Duration startTimeout,
        boolean closeAtExit) {

    /** The system property that names the directory of the unpacked schema registry. */
    public static final String REGISTRY_HOME_PROPERTY = "turnstile.registry.home";

    /** The configuration keys that messages name; this module stands below the one that resolves them. */
    public static final String DATA_DIRECTORY_KEY = "embedded.data-directory";

    public static final String BROKER_PORT_KEY = "embedded.broker-port";
    public static final String REGISTRY_PORT_KEY = "embedded.registry-port";
    public static final String START_TIMEOUT_KEY = "embedded.start-timeout";

    /** The registry takes 4 to 9 s, and over 30 s beside a busy build; three times that is a machine that is stuck. */
    public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(90);

    /** @throws IllegalArgumentException if a port or the timeout is out of range, or the registry's home is null */
    public EmbeddedConfiguration {
        if (registryHome == null) {
            throw new IllegalArgumentException(
                    "The registry's home is null. Name the directory of the unpacked archive.");
        }
        requirePort(brokerPort, BROKER_PORT_KEY);
        requirePort(registryPort, REGISTRY_PORT_KEY);
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException(
                    START_TIMEOUT_KEY + " is " + startTimeout + ". Give a duration above zero.");
        }
    }

    /**
     * Free ports, a temporary directory, closed at exit: what tests want.
     *
     * @throws EmbeddedStartException if {@link #REGISTRY_HOME_PROPERTY} is unset, or names no unpacked registry
     */
    public static EmbeddedConfiguration temporary() {
        return new EmbeddedConfiguration(
                null, RegistryHome.fromSystemProperty().directory(), 0, 0, DEFAULT_START_TIMEOUT, true);
    }

    public EmbeddedConfiguration withDataDirectory(Path directory) {
        return new EmbeddedConfiguration(directory, registryHome, brokerPort, registryPort, startTimeout, closeAtExit);
    }

    public EmbeddedConfiguration withRegistryHome(Path home) {
        return new EmbeddedConfiguration(dataDirectory, home, brokerPort, registryPort, startTimeout, closeAtExit);
    }

    public EmbeddedConfiguration withPorts(int broker, int registry) {
        return new EmbeddedConfiguration(dataDirectory, registryHome, broker, registry, startTimeout, closeAtExit);
    }

    public EmbeddedConfiguration withStartTimeout(Duration timeout) {
        return new EmbeddedConfiguration(dataDirectory, registryHome, brokerPort, registryPort, timeout, closeAtExit);
    }

    private static void requirePort(int port, String key) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    key + " is " + port + ". Give a port from 1 to 65535, or 0 for a free one.");
        }
    }
}
