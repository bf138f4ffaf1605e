package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import io.turnstile.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks once that the topics are there: clients wait for a missing topic in silence. */
final class TopicPresence {

    /** Below the clients' own minute: somebody waits for the start. */
    private static final int TIMEOUT_MS = 20_000;

    private TopicPresence() {}

    /**
     * The topics' numbers of partitions, by name.
     *
     * @throws IllegalStateException if a topic does not exist or the brokers do not answer
     */
    static Map<String, Integer> require(Cluster cluster, List<Topic<?>> topics) {
        Map<String, Integer> own = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS / 2);
        try (var admin = Admin.create(cluster.clientProperties(own))) {
            var names = topics.stream().map(Topic::name).toList();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(reason(cluster, e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The judge worker was interrupted while it looked for its topics.", e);
        }
    }

    private static String reason(Cluster cluster, Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                ? "The judge worker cannot start: a topic is missing (" + cause.getMessage()
                        + "). Create the catalogue's topics first, and check topics.prefix."
                : "The judge worker cannot start: the brokers at " + cluster.bootstrapServers()
                        + " did not describe its topics (" + cause.getMessage()
                        + "). Check bootstrap.servers and the principal's DESCRIBE permission.";
    }
}
