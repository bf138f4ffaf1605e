package io.turnstile.app;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The embedded cluster's keys: that module stands below the one that declares settings. */
public final class EmbeddedSettings {

    public static final Setting<String> DATA_DIRECTORY = Setting.string(
            EmbeddedConfiguration.DATA_DIRECTORY_KEY,
            "",
            "Where the embedded broker and registry keep their data, which then survive a restart. Empty takes a temporary"
                    + " directory that is deleted at the end.");
    public static final Setting<Integer> BROKER_PORT = Setting.integer(
            EmbeddedConfiguration.BROKER_PORT_KEY, 0, "The embedded broker's port on 127.0.0.1. 0 takes a free one.");
    public static final Setting<Integer> REGISTRY_PORT = Setting.integer(
            EmbeddedConfiguration.REGISTRY_PORT_KEY,
            0,
            "The embedded registry's port on 127.0.0.1. 0 takes a free one.");
    public static final Setting<Integer> KUSTO_PORT = Setting.integer(
            EmbeddedKustoConfiguration.PORT_KEY, 0, "The embedded Kusto's port on 127.0.0.1. 0 takes a free one.");
    public static final Setting<Duration> START_TIMEOUT = Setting.duration(
            EmbeddedConfiguration.START_TIMEOUT_KEY,
            EmbeddedConfiguration.DEFAULT_START_TIMEOUT,
            "How long the embedded broker and registry may take to start. They take 4 to 9 s, and over 30 s beside a busy"
                    + " build.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(DATA_DIRECTORY, BROKER_PORT, REGISTRY_PORT, KUSTO_PORT, START_TIMEOUT);

    private EmbeddedSettings() {}

    /** @param dataDirectory where the data go if the settings name no directory */
    public static EmbeddedConfiguration from(Settings settings, Path dataDirectory) {
        String named = settings.get(DATA_DIRECTORY);
        return new EmbeddedConfiguration(
                named.isBlank() ? dataDirectory : Path.of(named),
                EmbeddedConfiguration.temporary().registryHome(),
                settings.get(BROKER_PORT),
                settings.get(REGISTRY_PORT),
                settings.get(START_TIMEOUT),
                false);
    }
}
