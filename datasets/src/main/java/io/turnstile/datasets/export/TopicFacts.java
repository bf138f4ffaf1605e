package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** What a cluster says of topics, beside their records. */
final class TopicFacts {

    /** Kafka's own default of {@code delete.retention.ms}. */
    private static final Duration DEFAULT_TOMBSTONES = Duration.ofDays(1);

    private TopicFacts() {}

    /** The id of each topic, by name. A topic that is deleted and made again, or another cluster's, has another. */
    static SortedMap<String, String> ids(Cluster cluster, Collection<String> topics) {
        var ids = new TreeMap<String, String>();
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** How long the topic's tombstones stay at least. Where one may not know, Kafka's default is taken. */
    static Duration tombstonesStay(Cluster cluster, String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return Duration.ofMillis(Long.parseLong(
                    config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG).value()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return DEFAULT_TOMBSTONES;
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ExportException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ExportException("Interrupted while looking at the topics. The same command goes on.", e);
    }
}
