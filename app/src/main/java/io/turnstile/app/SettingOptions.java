package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which a command is configured. */
public final class SettingOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file: key = value lines. Default: the file that TURNSTILE_CONFIG names.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a configuration key, also of the Kafka clients (kafka.*). May be given again."
                    + " 'turnstile config' lists the keys.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Resolves the configuration, with what the command sets in the place of defaults and what its own flags say. */
    public Settings resolve(Map<String, String> preset, Map<String, String> flags) {
        var all = new HashMap<>(set);
        all.putAll(flags);
        return AllSettings.resolve(preset, config, all);
    }

    /** The options of the roles that work against a cluster. */
    public static final class ClusterOptions {

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                description = "The brokers to ask first, comma-separated (bootstrap.servers).")
        private String bootstrapServers;

        @Option(
                names = "--registry",
                paramLabel = "URL",
                description = "The schema registry's Confluent-compatible API (registry.url).")
        private String registry;

        public Map<String, String> flags() {
            var flags = new HashMap<String, String>();
            if (bootstrapServers != null) {
                flags.put(Cluster.BOOTSTRAP_SERVERS.key(), bootstrapServers);
            }
            if (registry != null) {
                flags.put(Cluster.REGISTRY_URL.key(), registry);
            }
            return flags;
        }
    }
}
