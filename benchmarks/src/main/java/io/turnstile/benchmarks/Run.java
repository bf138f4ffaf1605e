package io.turnstile.benchmarks;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/**
 * One run of one subject in one scenario, on topics of its own. Start-up and the opening of the conversations are not
 * timed: the application is paused while the rows to be timed are written, and timed from when it goes on.
 *
 * @param bootstrapServers the broker
 * @param directory where the application keeps its state; the caller deletes it
 * @param name the run's own, the prefix of its topics
 */
record Run(
        String bootstrapServers,
        Path directory,
        String name,
        Scenario scenario,
        Subject subject,
        int rows,
        int rounds) {

    private static final String REGISTRY = "mock://benchmarks";

    /** Of partitions and threads: the machine that the goals are stated for has two cores. */
    private static final String PARALLELISM = "2";

    private static final long SEED = 20_260_301L;

    Measurement measure() throws InterruptedException, ExecutionException {
        Settings settings = settings();
        Cluster cluster = Cluster.from(settings);
        var topics = new TopicCatalogue(TopicConfiguration.from(settings));
        var serdes = new AvroSerdes(REGISTRY);
        try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
            List<Topic<?>> all = new ArrayList<>(topics.all());
            all.add(Subject.copyTopic(topics.telemetry()));
            SchemaRegistration.registerAll(REGISTRY, all);
            TopicCreation.createMissing(admin, all, 1);
            Properties properties = StreamsConfiguration.from(settings)
                    .properties(cluster, topics.deadLetters().name());
            var topology = subject.topology(new StageContext(topics, serdes), settings, properties);
            try (var streams = new KafkaStreams(topology, properties);
                    var feed = new Feed<>(cluster, topics.telemetry(), serdes.valueSerde(topics.telemetry()))) {
                return measure(streams, feed, new LogSizes(admin, name), topics.telemetry());
            } finally {
                deleteTopics(admin);
            }
        }
    }

    private Measurement measure(
            KafkaStreams streams, Feed<TelemetryRow> feed, LogSizes sizes, Topic<TelemetryRow> telemetry)
            throws InterruptedException, ExecutionException {
        var workload = new Workload(scenario, rounds, SEED);
        var watched = new Watched(streams);
        streams.start();
        workload.open(row -> feed.write(key(row), row));
        feed.flush();
        watched.awaitStandstill(feed.records());
        streams.pause();
        long openingRows = feed.records();
        long openingBytes = feed.bytes();
        long inputBefore = sizes.ofTopic(telemetry.name());
        workload.proceed(rows, row -> feed.write(key(row), row));
        feed.flush();
        long changelogBefore = sizes.ofChangelogs();
        long conversationsBefore = watched.count(StageCount.CONVERSATIONS_SENT);
        Process.resetPeakResident();
        double cpuBefore = Process.cpuSeconds();
        long startedAt = System.nanoTime();
        streams.resume();
        long movedAt = watched.awaitStandstill(feed.records());
        double cpuAfter = Process.cpuSeconds();
        return new Measurement(
                feed.records() - openingRows,
                (movedAt - startedAt) / 1e9,
                cpuAfter - cpuBefore,
                sizes.ofTopic(telemetry.name()) - inputBefore,
                feed.bytes() - openingBytes,
                sizes.ofChangelogs() - changelogBefore,
                Process.liveHeapBytes(),
                Process.peakResidentBytes(),
                watched.count(StageCount.CONVERSATIONS_SENT) - conversationsBefore);
    }

    private static String key(TelemetryRow row) {
        return TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                .orElse(null);
    }

    private void deleteTopics(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> own = admin.listTopics().names().get();
        own.removeIf(topic -> !topic.startsWith(name));
        admin.deleteTopics(own).all().get();
    }

    private Settings settings() {
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
                        name + ".",
                        TopicConfiguration.PARTITIONS.key(),
                        PARALLELISM,
                        StreamsConfiguration.THREADS.key(),
                        PARALLELISM,
                        StreamsConfiguration.APPLICATION_ID.key(),
                        name + "-application",
                        StreamsConfiguration.STATE_DIRECTORY.key(),
                        directory.toString(),
                        StreamsConfiguration.GUARANTEE.key(),
                        scenario.guarantee(),
                        StreamsConfiguration.CACHE_BYTES.key(),
                        Integer.toString(scenario.cacheBytes())));
    }
}
