package io.turnstile.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real Apicurio Registry in a child process, on 127.0.0.1 only, with its data in a file of the data directory. */
final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    /** An orderly stop takes half a second. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** It runs for seconds to hours and serves few requests: a quick start and a small heap beat peak speed. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

    private final Process process;
    private final RegistryLog log;
    private RegistryApi api;

    private EmbeddedRegistry(Process process, RegistryLog log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the child and returns at once.
     *
     * @param port 0 takes a free one
     * @throws EmbeddedStartException if the port is taken or the child cannot be started
     */
    static EmbeddedRegistry launch(RegistryHome home, DataDirectory directory, int port) {
        LoopbackPort.requireFree(port, EmbeddedConfiguration.REGISTRY_PORT_KEY);
        try {
            Files.createDirectories(temporary(directory));
            var agent = ParentWatch.writeAgent(directory.registry().resolve("parent-watch.jar"));
            var process = builder(home, agent, directory, port).start();
            LOG.debug("event=registry.launched pid={}", process.pid());
            return new EmbeddedRegistry(process, new RegistryLog(directory.registryLog()));
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "The schema registry cannot be started in " + directory.registry() + " (" + e
                            + "). Check that the directory can be written and that " + javaExecutable() + " runs.",
                    e);
        }
    }

    /**
     * Returns when the registry answers and its global compatibility is set.
     *
     * @throws EmbeddedStartException if it ends or is not ready by the deadline; the message quotes its log
     */
    void awaitReady(Instant deadline) {
        try {
            while (!isReady()) {
                if (process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw died();
                }
                if (Instant.now().isAfter(deadline)) {
                    throw timedOut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("Waiting for the schema registry was interrupted.", e);
        }
        LOG.debug("event=registry.ready url={}", api.url());
    }

    /** The address of its Confluent-compatible API, known once it is ready. */
    String url() {
        return api.url();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Asks the child to end and, after a bound, makes it. */
    @Override
    public void close() {
        process.destroy();
        if (!hasEnded()) {
            LOG.warn("event=registry.killed pid={} reason=did-not-stop", process.pid());
            process.destroyForcibly();
            hasEnded();
        }
    }

    /** Whether it ends within the bound; not cut short by an interrupt, or an interrupted caller would leave it behind. */
    private boolean hasEnded() {
        return process.onExit()
                        .completeOnTimeout(null, STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                != null;
    }

    private boolean isReady() throws InterruptedException {
        if (api == null) {
            api = log.announcedAddress().map(RegistryApi::at).orElse(null);
        }
        return api != null && api.requireCompatibility();
    }

    private static ProcessBuilder builder(RegistryHome home, Path agent, DataDirectory directory, int port) {
        var builder = new ProcessBuilder()
                .directory(directory.registry().toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.registryLog().toFile());
        builder.command().add(javaExecutable());
        builder.command().addAll(JVM_OPTIONS);
        builder.command().add("-javaagent:" + agent.getFileName());
        // Its web server leaves a cache behind: there it goes with the data.
        builder.command().add("-Djava.io.tmpdir=" + temporary(directory));
        builder.command().addAll(properties(directory.registry().resolve("registry"), port));
        builder.command().addAll(List.of("-jar", home.runner().toString()));
        // Variables meant for a registry elsewhere on this machine would otherwise configure this one.
        builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|APICURIO|REGISTRY)_.*"));
        return builder;
    }

    private static Path temporary(DataDirectory directory) {
        return directory.registry().resolve("tmp");
    }

    private static List<String> properties(Path database, int port) {
        return List.of(
                "-Dquarkus.http.host=" + LoopbackPort.HOST,
                "-Dquarkus.http.port=" + port,
                // Without these its management interface would listen on all addresses.
                "-Dquarkus.management.host=" + LoopbackPort.HOST,
                "-Dquarkus.management.port=0",
                "-Dquarkus.banner.enabled=false",
                // The level at which it says where it listens.
                "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
                // Written at commit, not half a second later: a schema must not be lost while records that use it stay.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0");
    }

    private static String javaExecutable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private EmbeddedStartException died() {
        return new EmbeddedStartException("The schema registry ended at start with exit code " + process.exitValue()
                + ". The end of its log, " + log.file() + ":\n" + log.lastLines());
    }

    private EmbeddedStartException timedOut() {
        return new EmbeddedStartException("The schema registry was not ready in time. If the machine is busy, raise "
                + EmbeddedConfiguration.START_TIMEOUT_KEY + ". The end of its log, " + log.file() + ":\n"
                + log.lastLines());
    }
}
