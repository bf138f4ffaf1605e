package io.turnstile.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.plan.Candidate;
import io.turnstile.plan.Candidates;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.plan.Sample;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** One run of one subject, on topics of its own. What balance leaves is held against the definition of the samples. */
record BalanceRun(String bootstrapServers, BalanceSubject subject, int turns) {

    private static final String REGISTRY = "mock://benchmarks";
    private static final long SEED = 20_260_301L;
    private static final String HEAP = "-Xmx512m";
    private static final Duration START = Duration.ofMinutes(2);

    /** The environment variable with further options of the measured processes, for profilers. */
    private static final String CHILD_OPTIONS = "TURNSTILE_CHILD_JAVA_OPTS";

    BalanceMeasurement measure() throws IOException, InterruptedException, ExecutionException {
        try (var state = StateDirectory.create()) {
            String prefix = subject + ".";
            Settings settings = BalanceProcess.settings(bootstrapServers, prefix, state.path());
            Cluster cluster = Cluster.from(settings);
            var topics = new TopicCatalogue(TopicConfiguration.from(settings));
            try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
                List<Topic<?>> all = new ArrayList<>(topics.all());
                all.add(BalanceSubject.copyTopic(topics.labeled()));
                SchemaRegistration.registerAll(REGISTRY, all);
                TopicCreation.createMissing(admin, all, 1);
                Plans plans = Plans.from(settings);
                try (Child child = start(prefix, state.path())) {
                    Set<Candidate> candidates = feed(cluster, topics, plans);
                    BalanceMeasurement measured = child.goOn();
                    if (subject == BalanceSubject.BALANCE) {
                        for (Plan plan : plans.plans()) {
                            requireSample(plan, candidates, standing(cluster, topics.balanced(plan.name())));
                        }
                    }
                    return measured;
                }
            }
        }
    }

    /** A subject that is started and paused. */
    private record Child(java.lang.Process process, Path result) implements AutoCloseable {

        /** Lets it go on. @return what it measured */
        private BalanceMeasurement goOn() throws IOException, InterruptedException {
            process.getOutputStream().close();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("A measured process ended with " + exit + "; see its log above.");
            }
            return new ObjectMapper().readValue(result.toFile(), BalanceMeasurement.class);
        }

        /** Ends it, if it has not ended. */
        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Writes the turns; the candidates that they are to the plans, which share a pool. */
    private Set<Candidate> feed(Cluster cluster, TopicCatalogue topics, Plans plans) {
        var taking = new Candidates(plans.plans().get(0).pool(), plans.splitSeed());
        var candidates = new HashSet<Candidate>();
        try (var feed = new Feed<>(cluster, topics.labeled(), new AvroSerdes(REGISTRY).valueSerde(topics.labeled()))) {
            LabelledTurns.generate(turns, SEED, turn -> {
                taking.of(turn).ifPresent(candidates::add);
                feed.write(turn.getMessageId(), turn);
            });
            feed.flush();
        }
        return candidates;
    }

    private Child start(String prefix, Path state) throws IOException {
        Path result = state.resolve("measured.json");
        Path paused = state.resolve("paused");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-XX:+UseParallelGC"));
        String options = System.getenv(CHILD_OPTIONS);
        if (options != null) {
            command.addAll(List.of(options.split(" ")));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BalanceProcess.class.getName(),
                bootstrapServers,
                prefix,
                subject.name(),
                state.toString(),
                Integer.toString(turns),
                result.toString(),
                paused.toString()));
        java.lang.Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var child = new Child(process, result);
        try {
            Awaitility.await("start").atMost(START).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("A measured process did not start; see its log above.");
                }
                return Files.exists(paused);
            });
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
        return child;
    }

    private static void requireSample(Plan plan, Set<Candidate> candidates, Set<String> standing) {
        Set<String> expected = Sample.of(plan, candidates).drawn().values().stream()
                .flatMap(List::stream)
                .map(Candidate::messageId)
                .collect(Collectors.toSet());
        if (!expected.equals(standing)) {
            throw new IllegalStateException("Of plan " + plan.name() + " stand " + standing.size() + " turns, not the "
                    + expected.size() + " of its sample.");
        }
    }

    private static Set<String> standing(Cluster cluster, Topic<?> topic) {
        var standing = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(
                cluster.clientProperties(Map.of("isolation.level", "read_committed", "enable.auto.commit", false)),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value() == null) {
                        standing.remove(record.key());
                    } else {
                        standing.add(record.key());
                    }
                });
            }
        }
        return standing;
    }
}
