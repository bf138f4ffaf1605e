package io.turnstile.producers;

import io.turnstile.config.Cluster;
import io.turnstile.topic.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where topics end, and that they are there. Only a leader answers that, so a partition whose end is known takes records:
 * an idempotent producer whose first batch is refused by a broker that does not lead yet may send it out of order.
 */
final class PartitionEnds {

    /** Below the clients' own minute: somebody waits for the start. */
    private static final int TIMEOUT_MS = 30_000;

    private PartitionEnds() {}

    /**
     * Waits until every partition has a leader that answers.
     *
     * @return the offset after the last record of each, uncommitted ones among them
     * @throws ProduceException if a topic does not exist, or the brokers do not answer
     */
    static Map<TopicPartition, Long> await(Cluster cluster, Topic<?>... topics) {
        var names = Arrays.stream(topics).map(Topic::name).toList();
        Map<String, Integer> own = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS / 2);
        try (var admin = Admin.create(cluster.clientProperties(own))) {
            return ends(admin, names);
        } catch (ExecutionException e) {
            throw new ProduceException(reason(cluster, names, e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProduceException("Interrupted while looking for the topics.", e);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(PartitionEnds::partitions)
                .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static String reason(Cluster cluster, List<String> names, Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                ? "A topic is missing among " + String.join(", ", names)
                        + ". Run 'turnstile topics create', and check topics.prefix."
                : "The brokers at " + cluster.bootstrapServers() + " did not describe " + String.join(", ", names)
                        + ": " + cause.getMessage()
                        + ". Check bootstrap.servers, that the cluster is up, and the principal's DESCRIBE permission.";
    }
}
