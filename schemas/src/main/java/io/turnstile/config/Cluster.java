package io.turnstile.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cluster and the registry that a role works against.
 *
 * @param bootstrapServers the brokers to ask first, host:port, comma-separated
 * @param registryUrl the schema registry's Confluent-compatible API
 * @param clientSettings what passes through to every Kafka client
 */
public record Cluster(String bootstrapServers, String registryUrl, Map<String, String> clientSettings) {

    public static final Setting<String> BOOTSTRAP_SERVERS = Setting.string(
            "bootstrap.servers", "127.0.0.1:9092", "The brokers to ask first: host:port, comma-separated.");
    public static final Setting<String> REGISTRY_URL = Setting.string(
            "registry.url",
            "http://127.0.0.1:8081",
            "The schema registry: the address of its Confluent-compatible API.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(BOOTSTRAP_SERVERS, REGISTRY_URL);

    public static Cluster from(Settings settings) {
        return new Cluster(settings.get(BOOTSTRAP_SERVERS), settings.get(REGISTRY_URL), settings.kafka());
    }

    /** The properties that every Kafka client starts from; a client adds its own beneath the passed-through ones. */
    public Map<String, Object> clientProperties(Map<String, ?> own) {
        var properties = new HashMap<String, Object>(own);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(clientSettings);
        return properties;
    }
}
