package io.turnstile.producers.kusto;

import io.turnstile.config.Cluster;
import io.turnstile.producers.ProduceProgress;
import io.turnstile.producers.SourceCursors;
import io.turnstile.producers.TelemetryProducer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A producer in a process of its own, with little memory: to be killed, or to read to the end. */
final class KilledProducer {

    private KilledProducer() {}

    /**
     * Starts one that reads in small blocks until it is killed; what it prints goes to a file, and beside it the libraries
     * that it unpacks and cannot delete then.
     */
    static Process start(SourceTopics topics, String kustoUrl, File log) throws IOException {
        return start(topics, kustoUrl, 50, false, log);
    }

    /** @param isOnce whether it ends when it has read what there is */
    static Process start(SourceTopics topics, String kustoUrl, int blockRows, boolean isOnce, File log)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + log.getParent(),
                        "-cp",
                        classes,
                        KilledProducer.class.getName(),
                        topics.cluster().bootstrapServers(),
                        topics.cluster().registryUrl(),
                        topics.prefix(),
                        kustoUrl,
                        Integer.toString(blockRows),
                        Boolean.toString(isOnce)))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** @param arguments bootstrap servers, registry, prefix of the topics, cluster, rows of a block, whether once */
    public static void main(String[] arguments) throws InterruptedException {
        var cluster = new Cluster(arguments[0], arguments[1], Map.of());
        var catalogue = SourceTopics.catalogue(arguments[2]);
        try (var producer = TelemetryProducer.connectFor(
                        "kusto", cluster, catalogue, SourceTopics.configuration(), SourceTopics.redaction());
                var source = KustoSource.open(
                        TestRows.configuration(arguments[3], "beginning", Integer.parseInt(arguments[4])),
                        Optional.ofNullable(
                                SourceCursors.read(cluster, catalogue).get("kusto")),
                        Boolean.parseBoolean(arguments[5]))) {
            producer.produce(source, ProduceProgress.NONE);
        }
    }
}
