package io.turnstile.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;

/** A subject in a process of its own, whose heap is bounded. It writes what it measured to a file. */
final class BalanceProcess {

    private static final String REGISTRY = "mock://benchmarks";
    private static final String PARALLELISM = "2";
    private static final Duration POLL = Duration.ofMillis(50);

    /** Above the periods after which anything is done: what is still to come has come by then. */
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private BalanceProcess() {}

    /**
     * Starts the subject and pauses it; makes the file that says so; goes on when standard input ends.
     *
     * @param arguments bootstrap servers, prefix, subject, state directory, turns, result file, file that says it is paused
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        BalanceMeasurement measured = measure(
                settings(arguments[0], arguments[1], Path.of(arguments[3])),
                BalanceSubject.valueOf(arguments[2]),
                Long.parseLong(arguments[4]),
                Path.of(arguments[6]));
        new ObjectMapper().writeValue(new File(arguments[5]), measured);
        System.exit(0);
    }

    /** The settings of a run: the session plans as they come with the program, and no others. */
    static Settings settings(String bootstrapServers, String prefix, Path stateDirectory) {
        return Settings.resolve(
                PipelineApplication.SETTINGS,
                Map.of(),
                Map.of(),
                Map.of(
                        Cluster.BOOTSTRAP_SERVERS.key(),
                        bootstrapServers,
                        Cluster.REGISTRY_URL.key(),
                        REGISTRY,
                        TopicConfiguration.PREFIX.key(),
                        prefix,
                        TopicConfiguration.PARTITIONS.key(),
                        PARALLELISM,
                        StreamsConfiguration.THREADS.key(),
                        PARALLELISM,
                        StreamsConfiguration.APPLICATION_ID.key(),
                        prefix + "application",
                        StreamsConfiguration.STATE_DIRECTORY.key(),
                        stateDirectory.toString(),
                        "plans.conversation-50-50",
                        "off",
                        "plans.conversation-70-30",
                        "off"));
    }

    private static BalanceMeasurement measure(Settings settings, BalanceSubject subject, long turns, Path paused)
            throws IOException, InterruptedException, ExecutionException {
        Cluster cluster = Cluster.from(settings);
        var topics = new TopicCatalogue(TopicConfiguration.from(settings));
        List<Topic<?>> all = new ArrayList<>(topics.all());
        all.add(BalanceSubject.copyTopic(topics.labeled()));
        SchemaRegistration.registerAll(REGISTRY, all);
        Properties properties = StreamsConfiguration.from(settings)
                .properties(cluster, topics.deadLetters().name());
        var topology = subject.topology(new StageContext(topics, new AvroSerdes(REGISTRY)), settings, properties);
        List<String> results = subject == BalanceSubject.COPY
                ? List.of(BalanceSubject.copyTopic(topics.labeled()).name())
                : TopicConfiguration.from(settings).plans().stream()
                        .map(plan -> topics.balanced(plan).name())
                        .toList();
        try (Admin admin = Admin.create(cluster.clientProperties(Map.of()));
                var streams = new KafkaStreams(topology, properties)) {
            streams.start();
            Awaitility.await("start").atMost(TIMEOUT).until(() -> streams.state() == KafkaStreams.State.RUNNING);
            streams.pause();
            Files.createFile(paused);
            System.in.transferTo(OutputStream.nullOutputStream());
            return measure(streams, admin, results, turns);
        }
    }

    private static BalanceMeasurement measure(KafkaStreams streams, Admin admin, List<String> results, long turns) {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        Process.resetPeakResident();
        double cpuBefore = Process.cpuSeconds();
        long began = System.nanoTime();
        streams.resume();
        var standstill = new Standstill(admin, results, turns);
        Awaitility.await("standstill").pollInterval(POLL).atMost(TIMEOUT).until(() -> {
            if (streams.state().hasCompletedShutdown()) {
                throw new IllegalStateException("The application is " + streams.state() + "; its log says why.");
            }
            return standstill.isReached();
        });
        return new BalanceMeasurement(
                turns,
                (standstill.movedAt - began) / 1e9,
                standstill.cpuSeconds - cpuBefore,
                heapPools().stream()
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum(),
                Process.liveHeapBytes(),
                Process.peakResidentBytes());
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Whether committed records are there and no more come. */
    private static final class Standstill {

        private final Admin admin;
        private final List<String> topics;
        private final long least;
        private long before;
        private long movedAt = System.nanoTime();
        private double cpuSeconds;

        private Standstill(Admin admin, List<String> topics, long turns) {
            this.admin = admin;
            this.topics = topics;
            this.least = Math.min(turns, 1);
        }

        private boolean isReached() throws InterruptedException, ExecutionException {
            long now = ends();
            if (now != before) {
                movedAt = System.nanoTime();
                cpuSeconds = Process.cpuSeconds();
                before = now;
            }
            return now >= least && System.nanoTime() - movedAt >= STANDSTILL.toNanos();
        }

        private long ends() throws InterruptedException, ExecutionException {
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            for (String topic : topics) {
                for (int partition = 0; partition < Integer.parseInt(PARALLELISM); partition++) {
                    latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                }
            }
            return admin
                    .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
