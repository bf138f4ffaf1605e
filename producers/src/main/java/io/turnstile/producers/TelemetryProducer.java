package io.turnstile.producers;

import io.turnstile.config.Cluster;
import io.turnstile.producers.SourceReader.Signal;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.producers.redaction.RedactionType;
import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the rows of a source to topic telemetry, and what is malformed to topic dead-letters, in transactions: a reader
 * of committed records sees each transaction whole or not at all.
 *
 * <p>A row's key is its turn key, so that all rows of a turn meet in one partition; its time is the server's, else the
 * client's. Personal data and secrets are redacted first. The rows of a source that yields positions are committed
 * together with these. For use by one thread at a time. After a failure only {@link #close}
 * makes sense.
 */
public final class TelemetryProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryProducer.class);

    /** A cluster that is gone must not keep the program; what was not committed is aborted anyway. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final Serializer<TelemetryRow> serializer;
    private final RecordEncoder encoder;
    private final ProducerConfiguration configuration;
    private final String transactionalId;

    private TelemetryProducer(
            Producer<byte[], byte[]> producer,
            Serializer<TelemetryRow> serializer,
            RecordEncoder encoder,
            ProducerConfiguration configuration,
            String transactionalId) {
        this.producer = producer;
        this.serializer = serializer;
        this.encoder = encoder;
        this.configuration = configuration;
        this.transactionalId = transactionalId;
    }

    /** Connects as {@link #connect(Cluster, TopicCatalogue, ProducerConfiguration, Redaction)}, and redacts all there is. */
    public static TelemetryProducer connect(
            Cluster cluster, TopicCatalogue topics, ProducerConfiguration configuration) {
        return connect(cluster, topics, configuration, Redaction.of(RedactionConfiguration.byDefault()));
    }

    /**
     * Connects to a cluster whose topics exist and whose registry holds their schemas. Another producer with the same
     * transactional id is fenced by this.
     *
     * @param redaction what is done to each row and each malformed item before it is sent
     * @throws ProduceException if a topic or the registry's schema is missing or the brokers cannot be reached
     */
    public static TelemetryProducer connect(
            Cluster cluster, TopicCatalogue topics, ProducerConfiguration configuration, Redaction redaction) {
        return connect(
                cluster,
                topics,
                configuration,
                redaction,
                configuration.transactionalId(),
                topics.telemetry(),
                topics.deadLetters());
    }

    /**
     * The same for a source that yields positions. Its transactional id ends with the source's name, so that each source
     * has one producer at a time. Once this has returned, the stored position does not change any more behind its back.
     *
     * @param source the source's name, the key of its position
     * @throws ProduceException if a topic or the registry's schema is missing or the brokers cannot be reached
     */
    public static TelemetryProducer connectFor(
            String source,
            Cluster cluster,
            TopicCatalogue topics,
            ProducerConfiguration configuration,
            Redaction redaction) {
        return connect(
                cluster,
                topics,
                configuration,
                redaction,
                SourceCursors.transactionalId(configuration, source),
                topics.telemetry(),
                topics.deadLetters(),
                topics.sourceCursors());
    }

    private static TelemetryProducer connect(
            Cluster cluster,
            TopicCatalogue topics,
            ProducerConfiguration configuration,
            Redaction redaction,
            String transactionalId,
            Topic<?>... written) {
        var telemetry = topics.telemetry();
        var serdes = new AvroSerdes(cluster.registryUrl());
        var serializer = serdes.valueSerde(telemetry).serializer();
        requireSchema(serializer, telemetry.name(), cluster.registryUrl());
        PartitionEnds.await(cluster, written);
        var cursorSerializer = serdes.valueSerde(topics.sourceCursors()).serializer();
        var encoder = new RecordEncoder(
                topics, serializer, cursorSerializer, configuration, redaction, InstantSource.system());
        var producer = new KafkaProducer<byte[], byte[]>(
                cluster.clientProperties(clientProperties(configuration, transactionalId, largestMessage(topics))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var connected = new TelemetryProducer(producer, serializer, encoder, configuration, transactionalId);
        connected.takeOver(cluster);
        if (!redaction.keepsIdentities()) {
            LOG.info("event=identities-removed reason=no-key setting={}", RedactionConfiguration.KEY.key());
        }
        return connected;
    }

    /**
     * Sends everything that the source yields and returns when it is committed. The source stays open: it is the
     * caller's. Meanwhile JMX shows what has been committed, under {@code turnstile.producer:type=produced,name=} and the
     * source's name.
     *
     * @throws ProduceException if the cluster refuses; what was not committed is aborted
     * @throws SourceException if the source cannot be read on; what was not committed is aborted
     * @throws InterruptedException if the thread is interrupted; what was not committed is aborted
     */
    public ProducedCounts produce(TelemetrySource source, ProduceProgress progress) throws InterruptedException {
        var run = new Run(producer, configuration, source.isPositioned());
        var shown = ProducedMetrics.show(source.name(), run::committed);
        try (var reader = SourceReader.start(source)) {
            var counts =
                    drain(reader, run, () -> progress.committed(run.committed().rows(), source.expectedRows()));
            log(source, counts);
            return counts;
        } catch (InterruptException e) {
            // The client has set the thread's interrupted flag again, which would also interrupt the abort.
            Thread.interrupted();
            abort(run, e);
            throw new InterruptedException("Interrupted while producing.");
        } catch (KafkaException e) {
            abort(run, e);
            throw ProduceFailure.of(e, transactionalId, source.isPositioned(), run.committed());
        } catch (InterruptedException | RuntimeException | Error e) {
            abort(run, e);
            throw e;
        } finally {
            shown.close();
        }
    }

    private ProducedCounts drain(SourceReader reader, Run run, Runnable progress) throws InterruptedException {
        while (true) {
            var signal = reader.poll(run.patience()).orElse(null);
            if (signal instanceof Signal.Item read) {
                run.send(encoder.encode(read.item()));
            } else if (signal instanceof Signal.Failure failure) {
                throw asUnchecked(failure.cause());
            }
            boolean isEnd = signal instanceof Signal.End;
            if (isEnd || run.isDue()) {
                run.commit();
                LOG.debug("event=transaction-committed rows={}", run.committed().rows());
                progress.run();
            }
            if (isEnd) {
                return run.committed();
            }
        }
    }

    private static void log(TelemetrySource source, ProducedCounts counts) {
        LOG.info(
                "event=produced source={} kind={} rows={} malformed={} rows_without_turn_key={}",
                source.name(),
                source.kind(),
                counts.rows(),
                counts.malformedInAll(),
                counts.rowsWithoutTurnKey());
        if (!counts.redacted().isEmpty()) {
            LOG.info("event=redacted source={} {}", source.name(), byType(counts.redacted()));
        }
    }

    private static String byType(Map<RedactionType, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().configurationName() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
        serializer.close();
    }

    private void takeOver(Cluster cluster) {
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw new ProduceException(
                    "The brokers at " + cluster.bootstrapServers()
                            + " did not accept the producer with transactional.id "
                            + transactionalId + ": " + e.getMessage()
                            + ". Check bootstrap.servers and that the cluster is up.",
                    e);
        }
    }

    /**
     * Fetches the schema's id before the first row, which the client then keeps: so that a failure to serialise is the
     * row's and never the registry's.
     */
    private static void requireSchema(Serializer<TelemetryRow> serializer, String topic, String registryUrl) {
        var empty = TelemetryRow.newBuilder()
                .setEventName("")
                .setOrigin(new RowOrigin("", ""))
                .build();
        try {
            serializer.serialize(topic, empty);
        } catch (KafkaException e) {
            throw new ProduceException(
                    "The schema registry at " + registryUrl + " gave no schema for " + topic + ": " + reason(e)
                            + ". Check registry.url, and that the topics' schemas are registered.",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null
                ? failure.getMessage()
                : failure.getCause().getMessage();
    }

    /** In bytes. The encoder keeps each record within its own topic's limit; the client's must not be the lower one. */
    private static int largestMessage(TopicCatalogue topics) {
        return Math.max(
                topics.telemetry().maxMessageBytes(), topics.deadLetters().maxMessageBytes());
    }

    private static Map<String, Object> clientProperties(
            ProducerConfiguration configuration, String transactionalId, int maxMessageBytes) {
        return Map.of(
                "transactional.id",
                transactionalId,
                "transaction.timeout.ms",
                Math.toIntExact(configuration.transactionTimeout().toMillis()),
                "enable.idempotence",
                true,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "max.request.size",
                maxMessageBytes,
                // Rows come in bursts: larger batches compress better, and a row waits for its transaction anyway.
                "batch.size",
                262_144,
                "linger.ms",
                20);
    }

    private void abort(Run run, Throwable failure) {
        try {
            run.abort();
        } catch (KafkaException e) {
            // Nothing is lost: the broker aborts it, when the next producer with this id comes or the timeout does.
            failure.addSuppressed(e);
        }
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
