package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a topic's records as JSON lines. */
@Command(
        name = "tail",
        description =
                "Prints a topic's records as they come, decoded, as JSON lines {key, value}, or {key, headers, value}"
                        + " of dead letters. Ends with Ctrl-C, or after --max records.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Parameters(paramLabel = "TOPIC", description = "The topic's name, with or without the prefix.")
    private String topicName;

    @Option(names = "--from-beginning", description = "Starts with the oldest record instead of the next new one.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "Ends after so many records.")
    private long max = Long.MAX_VALUE;

    @Override
    public Integer call() {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        tail(Cluster.from(settings), TopicArgument.find(TopicsCommand.catalogue(settings), topicName));
        return ExitCode.OK;
    }

    private <V> void tail(Cluster cluster, Topic<V> topic) {
        PrintWriter out = spec.commandLine().getOut();
        var deserializer =
                new AvroSerdes(cluster.registryUrl()).valueSerde(topic).deserializer();
        Map<String, Object> own = Map.of("isolation.level", "read_committed", "enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(cluster.clientProperties(own), new StringDeserializer(), deserializer)) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            print(consumer, topic, out);
        }
    }

    private <V> void print(KafkaConsumer<String, V> consumer, Topic<V> topic, PrintWriter out) {
        // Of bytes that could not be processed, the headers say more than they do themselves.
        boolean showsHeaders = topic.valueSchema().isEmpty();
        long left = max;
        while (left > 0 && !out.checkError()) {
            for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
                if (left-- > 0) {
                    out.println(
                            showsHeaders
                                    ? RecordJson.line(record.key(), texts(record.headers()), record.value())
                                    : RecordJson.line(record.key(), record.value()));
                }
            }
            out.flush();
        }
    }

    private static Map<String, String> texts(Headers headers) {
        var texts = new TreeMap<String, String>();
        headers.forEach(header -> texts.put(
                header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
