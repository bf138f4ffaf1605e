package io.turnstile.app.demo;

import io.turnstile.app.Progress;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.worker.JudgeConfiguration;
import io.turnstile.judge.worker.JudgeWorker;
import io.turnstile.producers.ProduceProgress;
import io.turnstile.producers.ProducedCounts;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.streams.judgerouting.JudgeRoutingConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/** Every room of the house on one machine: broker, registry, source, topologies and judge, from rows to labels. */
public final class Demo implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Settings settings;
    private final Progress progress;
    private final BooleanSupplier isStopped;
    private final TopicCatalogue topics;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Cluster cluster;
    private PipelineApplication pipeline;
    private JudgeWorker judge;
    private FlowWatch watch;

    /** Null where the rows take another way. */
    private ThroughKusto kusto;

    private volatile long rowsSoFar;

    /**
     * Made, not started.
     *
     * @param isStopped whether somebody wants it to end early
     */
    public Demo(Settings settings, Progress progress, BooleanSupplier isStopped) {
        this.settings = settings;
        this.progress = progress;
        this.isStopped = isStopped;
        this.topics = new TopicCatalogue(TopicConfiguration.from(settings));
    }

    /** Starts broker, registry, topologies and judge. */
    public void start() throws IOException, InterruptedException {
        progress.end("starting a Kafka broker and a schema registry on this machine ...");
        Instant began = Instant.now();
        DemoCluster embedded = opened(DemoCluster.start(settings));
        cluster = embedded.address();
        createTopics();
        watch = opened(new FlowWatch(cluster));
        judge = opened(new JudgeWorker(cluster, topics, JudgeConfiguration.from(settings), new OfflineRubric()));
        pipeline = opened(pipeline(embedded));
        judge.start();
        pipeline.start();
        progress.end("up after %.1f s: broker %s, registry %s"
                .formatted(seconds(began), cluster.bootstrapServers(), cluster.registryUrl()));
    }

    /**
     * Sends all rows of a source straight to Kafka and waits until each has come out as a label, or is accounted for
     * otherwise.
     *
     * @throws CancellationException if it is stopped early
     * @throws IllegalStateException if a part failed; the message says which
     */
    public DemoRun run(TelemetrySource source) throws InterruptedException, ExecutionException {
        Instant began = Instant.now();
        return drained(produce(source), began);
    }

    /** The same by way of the embedded Kusto, where the source's rows are ingested and read from. */
    public DemoRun runThroughKusto(TelemetrySource source) throws InterruptedException, ExecutionException {
        Instant began = Instant.now();
        return drained(produceThroughKusto(source), began);
    }

    private DemoRun drained(ProducedCounts produced, Instant began) throws InterruptedException, ExecutionException {
        var drain = new Drain(
                watch,
                pipeline,
                topics,
                produced.lastOffsets(),
                settings.get(StreamsConfiguration.APPLICATION_ID),
                settings.get(JudgeConfiguration.GROUP));
        while (!drain.advance()) {
            look(drain.waitingFor());
        }
        progress.end(line("done"));
        return new DemoRun(produced.rows(), seconds(began));
    }

    /**
     * What a run came to.
     *
     * @param rows rows produced
     * @param seconds from the first row to the last label
     */
    public record DemoRun(long rows, double seconds) {}

    /** Adds up what stands in the topics. */
    DemoSummary summarise(DemoRun run, Results.Listener listener) {
        var rubric = new OfflineRubric();
        try (var records = new StandingRecords(cluster)) {
            return Results.read(records, topics, JudgeRoutingConfiguration.from(settings), listener)
                    .summary(
                            run.rows(),
                            count("turns"),
                            pipeline.counts("ignored-rows"),
                            pipeline.counts("conversations-not-assembled"),
                            new DemoSummary.JudgeNote(rubric.fingerprint(), "a baseline, not for release"),
                            run.seconds());
        }
    }

    /** The cluster, for whoever wants to connect. */
    public Cluster cluster() {
        return cluster;
    }

    /** Ends all that was started, the last first; a part that does not end does not keep the others. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                progress.end("turnstile: while stopping: " + e);
            }
        }
    }

    private ProducedCounts produce(TelemetrySource source) throws InterruptedException, ExecutionException {
        ProduceProgress rows = (count, expected) -> rowsSoFar = count;
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "produce"));
        var redaction = Redaction.of(RedactionConfiguration.from(settings));
        try (var producer =
                TelemetryProducer.connect(cluster, topics, ProducerConfiguration.from(settings), redaction)) {
            Future<ProducedCounts> counts = thread.submit(() -> producer.produce(source, rows));
            try {
                while (!counts.isDone()) {
                    look("producing");
                }
                return counts.get();
            } finally {
                thread.shutdownNow();
                awaitEnd(counts);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private ProducedCounts produceThroughKusto(TelemetrySource source) throws InterruptedException {
        kusto = opened(ThroughKusto.start(settings, cluster, topics));
        progress.end("an embedded Kusto at " + kusto.url() + " takes the rows; two sources read them from there");
        try {
            kusto.begin(source);
            while (!kusto.advance()) {
                rowsSoFar = kusto.rows();
                look("reading Kusto");
            }
            return kusto.counts();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Where the embedded Kusto is; empty where the rows took another way. */
    public Optional<String> kustoUrl() {
        return Optional.ofNullable(kusto).map(ThroughKusto::url);
    }

    /** The producer must not be closed under the thread that uses it. */
    private static void awaitEnd(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException | CancellationException e) {
            // Whoever takes the result is told.
        }
    }

    private void look(String doing) {
        if (isStopped.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        pipeline.failure().ifPresent(cause -> {
            throw new IllegalStateException("The topologies stopped: " + cause, cause);
        });
        if (!judge.isRunning()) {
            throw new IllegalStateException("The judge worker stopped; the lines above say why.");
        }
        progress.show(line(doing));
        LockSupport.parkNanos(LOOK.toNanos());
    }

    private String line(String doing) {
        return "rows %,d | turns %,d | conversations %,d | requests %,d | verdicts %,d | %s"
                .formatted(
                        rowsSoFar,
                        count("turns"),
                        pipeline.counts("conversations-sent").getOrDefault("Complete", 0L),
                        count("requests-sent"),
                        judge.counts().judged(),
                        doing);
    }

    /** How many there have been so far, superseded ones among them. */
    private long count(String name) {
        return pipeline.counts(name).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void createTopics() throws InterruptedException {
        SchemaRegistration.registerAll(cluster.registryUrl(), topics.all());
        try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
            TopicCreation.createMissing(
                    admin, topics.all(), TopicConfiguration.from(settings).replicationFactor());
        }
    }

    private PipelineApplication pipeline(DemoCluster embedded) {
        var configuration = StreamsConfiguration.from(settings).withStateDirectory(embedded.stateDirectory());
        var stage = new StageContext(topics, new AvroSerdes(cluster.registryUrl()));
        return new PipelineApplication(
                new Pipeline(stage, PipelineConfiguration.from(settings)),
                EnumSet.allOf(Stage.class),
                configuration,
                cluster);
    }

    private <C extends AutoCloseable> C opened(C closeable) {
        open.push(closeable);
        return closeable;
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1_000.0;
    }
}
