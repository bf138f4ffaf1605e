package io.turnstile.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The broker's configuration: one node that is broker and controller, with one copy of everything. */
final class BrokerSettings {

    static final String CLIENT_LISTENER = "CLIENTS";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final int NODE_ID = 1;

    /** The largest topics take records of 32 MiB; the batch around a record needs a little more. */
    private static final int LARGEST_BATCH_BYTES = 34 * 1024 * 1024;

    /** Kafka's default is 128 MiB, allocated at start; this holds 78,000 keys (24 bytes each, 90 % full) of a pass. */
    private static final int CLEANER_BUFFER_BYTES = 2 * 1024 * 1024;

    /** Kafka's default is 7 days: a laptop closed for a fortnight would lose the positions of all its consumers. */
    private static final Duration OFFSETS_RETENTION = Duration.ofDays(365);

    /**
     * Kafka's defaults are 9 s and 2 s. After a kill, a start waits for the session of the killed broker to expire; broker
     * and controller share a process here, so that little else can delay a heartbeat.
     */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

    private static final Map<String, String> STORAGE = Map.of(
            "message.max.bytes", Integer.toString(LARGEST_BATCH_BYTES),
            "replica.fetch.max.bytes", Integer.toString(LARGEST_BATCH_BYTES),
            "log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BUFFER_BYTES),
            "log.retention.ms", Long.toString(Duration.ofDays(7).toMillis()),
            "offsets.retention.minutes", Long.toString(OFFSETS_RETENTION.toMinutes()));

    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("inter.broker.listener.name", CLIENT_LISTENER),
            Map.entry(
                    "listener.security.protocol.map",
                    CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
            // A topic that springs up by a typing error has the wrong partitions and cleanup.
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // Kafka's least is 15 s: tests of a lock that runs out would wait as long.
            Map.entry("group.share.min.record.lock.duration.ms", "1000"),
            // A member is told its partitions in answer to a heartbeat: with Kafka's 5 s, a demo would wait for its
            // judge.
            Map.entry("group.share.heartbeat.interval.ms", "500"),
            Map.entry("group.share.min.heartbeat.interval.ms", "500"),
            // The delay is for fleets whose members come up one by one.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Without its farewell, the next start waits until the session of this one has expired.
            Map.entry("controlled.shutdown.enable", "true"),
            Map.entry("broker.session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis())),
            Map.entry("broker.heartbeat.interval.ms", Long.toString(HEARTBEAT_INTERVAL.toMillis())));

    private BrokerSettings() {}

    static Map<String, String> of(Path directory, int clientPort, int controllerPort, Duration startTimeout) {
        var settings = new HashMap<>(STORAGE);
        settings.putAll(SINGLE_NODE);
        settings.put("log.dirs", directory.toString());
        // What came before may have used up the time; zero would be refused as a setting, not as a timeout.
        settings.put("server.max.startup.time.ms", Long.toString(Math.max(1, startTimeout.toMillis())));
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPort.HOST + ":" + controllerPort);
        settings.put("advertised.listeners", listener(CLIENT_LISTENER, clientPort));
        settings.put(
                "listeners",
                listener(CLIENT_LISTENER, clientPort) + "," + listener(CONTROLLER_LISTENER, controllerPort));
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://" + LoopbackPort.HOST + ":" + port;
    }
}
