package io.turnstile.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker in this process, on 127.0.0.1 only: one KRaft node that is broker and controller. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Stopping takes well under a second; a thread of Kafka's that hangs must not hang ours. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final CloseStack open;
    private final int port;

    private EmbeddedBroker(CloseStack open, int port) {
        this.open = open;
        this.port = port;
    }

    /**
     * A broker alone, on a free port, in a temporary directory that is deleted at close.
     *
     * @throws EmbeddedStartException if it does not start
     */
    public static EmbeddedBroker startTemporary() {
        var open = CloseStack.open(true);
        try {
            var directory = open.add(DataDirectory.open(null));
            var broker = open.add(start(directory.broker(), 0, EmbeddedConfiguration.DEFAULT_START_TIMEOUT));
            return new EmbeddedBroker(open, broker.port);
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    /**
     * Starts on a directory that the caller holds; what an earlier broker wrote there is served again.
     *
     * @param port 0 takes a free one
     * @throws EmbeddedStartException if the port is taken or the broker does not come up in time
     */
    static EmbeddedBroker start(Path directory, int port, Duration timeout) {
        var open = CloseStack.open(false);
        try {
            var sockets = open.add(BrokerSockets.open(port));
            var config = new KafkaConfig(
                    BrokerSettings.of(directory, sockets.clientPort(), sockets.controllerPort(), timeout), false);
            format(directory);
            startServers(open, shared(config, directory, sockets), directory);
            return new EmbeddedBroker(open, sockets.clientPort());
        } catch (EmbeddedStartException | Error e) {
            open.close();
            throw e;
        } catch (Exception e) {
            open.close();
            throw failure(directory, e);
        }
    }

    /** The broker's address, host:port. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Stops the broker; a second call does nothing. */
    @Override
    public void close() {
        open.close();
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setIgnoreFormatted(true)
                .run();
    }

    private static SharedServer shared(KafkaConfig config, Path directory, BrokerSockets sockets) throws IOException {
        var properties = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(directory.toString()))
                .addMetadataLogDir(directory.toString())
                .load();
        var voters = Map.of(BrokerSettings.NODE_ID, new InetSocketAddress(LoopbackPort.HOST, sockets.controllerPort()));
        return new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(voters),
                List.of(),
                new BrokerFaults(),
                sockets);
    }

    private static void startServers(CloseStack open, SharedServer shared, Path directory) throws Exception {
        var bootstrap = new BootstrapDirectory(directory.toString()).read();
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
        var broker = new BrokerServer(shared);
        // Kafka's order: the controller comes first and goes last.
        open.add(() -> stop("controller", controller::shutdown));
        controller.startup();
        open.add(() -> stop("broker", broker::shutdown));
        broker.startup();
    }

    private static void stop(String name, Runnable shutdown) {
        var stopped = CompletableFuture.runAsync(shutdown, task -> {
            var thread = new Thread(task, "turnstile-" + name + "-stop");
            thread.setDaemon(true);
            thread.start();
        });
        stopped.orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        LOG.debug("event=broker.stopped part={}", name);
    }

    private static EmbeddedStartException failure(Path directory, Exception cause) {
        return new EmbeddedStartException(
                "The broker did not start on " + directory + " (" + cause
                        + "). If a newer version wrote that directory, or it is damaged, set "
                        + EmbeddedConfiguration.DATA_DIRECTORY_KEY + " to another one. If the machine is busy, raise "
                        + EmbeddedConfiguration.START_TIMEOUT_KEY + ".",
                cause);
    }
}
