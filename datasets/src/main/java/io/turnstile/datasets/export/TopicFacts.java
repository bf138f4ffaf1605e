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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a cluster says of topics, beside their records. */
final class TopicFacts {

    /** Kafka's own default of {@code delete.retention.ms}. */
    private static final Duration DEFAULT_TOMBSTONES = Duration.ofDays(1);

    private TopicFacts() {}

    /** The id of each topic, by name. A topic that is deleted and made again, or another cluster's, has another. */
    static SortedMap<String, String> ids(Cluster cluster, Collection<String> topics) {
        var ids = new TreeMap<String, String>();
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            var described = admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                ids.put(topic, asked(topic, described.get(topic)).topicId().toString());
            }
            return ids;
        }
    }

    /** How long the topic's tombstones stay at least. Where one may not know, Kafka's default is taken. */
    static Duration tombstonesStay(Cluster cluster, String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            Config config = asked(
                    topic, admin.describeConfigs(List.of(resource)).values().get(resource));
            return Duration.ofMillis(Long.parseLong(
                    config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG).value()));
        } catch (AuthorizationException e) {
            return DEFAULT_TOMBSTONES;
        }
    }

    static ExportException missing(String topic) {
        return new ExportException(
                ExportException.Reason.FAILED,
                "There is no topic " + topic + ". Run 'topics create'; check topics.prefix.");
    }

    private static <T> T asked(String topic, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw missing(topic);
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExportException("Interrupted while looking at the topics. The same command goes on.", e);
        }
    }
}
