package io.turnstile.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Configuration resolved from its layers, lowest first: defaults, file, environment, flags. Keys under {@code kafka.}
 * are not declared here: they pass through to the Kafka clients as they are.
 */
public final class Settings {

    private static final String KAFKA = "kafka.";
    private static final String ENVIRONMENT_PREFIX = "TURNSTILE_";

    /** Variables that the launcher, the program and its tests read themselves, before there is a configuration. */
    private static final String READ_ELSEWHERE = "TURNSTILE_(HOME|JAVA_OPTS|CONFIG|LOG_LEVEL|REGISTRY_HOME|KUSTO_URL)";

    /** What Kubernetes sets in every pod beside a service that is named turnstile: nobody's configuration. */
    private static final String SET_BY_KUBERNETES = "TURNSTILE_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_.*)?)";

    private final Map<String, Entry> entries;

    private Settings(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** A value and the layer that gave it. */
    private record Entry(String text, String origin) {
        String masked(String key) {
            return Secrets.mask(key, text);
        }
    }

    /**
     * Resolves the layers.
     *
     * @param declared every key there is; another key outside {@code kafka.} is an error
     * @param file the configuration file's entries
     * @param environment the process's environment; only TURNSTILE_* is read
     * @param flags what the command line sets
     * @throws ConfigurationException if a key is unknown or a value does not parse
     */
    public static Settings resolve(
            Collection<Setting<?>> declared,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        return resolve(declared, Map.of(), file, environment, flags);
    }

    /** The same, with what a command presets in the place of some defaults. */
    public static Settings resolve(
            Collection<Setting<?>> declared,
            Map<String, String> preset,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        var entries = new TreeMap<String, Entry>();
        declared.forEach(setting -> entries.put(setting.key(), new Entry(setting.defaultText(), "default")));
        put(entries, preset, "preset");
        put(entries, file, "file");
        put(entries, fromEnvironment(declared, environment), "environment");
        put(entries, flags, "flag");
        var settings = new Settings(entries);
        declared.forEach(settings::get);
        return settings;
    }

    /**
     * The value of a key that was declared.
     *
     * @throws ConfigurationException if the value does not parse
     */
    public <T> T get(Setting<T> setting) {
        var entry = entries.get(setting.key());
        try {
            return setting.parser().apply(entry.text());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Configuration key " + setting.key() + " (from " + entry.origin()
                    + ") has the value '" + entry.masked(setting.key()) + "': " + e.getMessage() + ".");
        }
    }

    /**
     * The same, with what a command has found out since, above all layers.
     *
     * @throws ConfigurationException if a key is unknown
     */
    public Settings with(Map<String, String> found) {
        var all = new TreeMap<>(entries);
        put(all, found, "command");
        return new Settings(all);
    }

    /** The value of a key as text, with secrets masked. */
    public String show(String key) {
        return entries.get(key).masked(key);
    }

    /** The layer that gave a key its value: default, preset, file, environment, flag or command. */
    public String originOf(String key) {
        return entries.get(key).origin();
    }

    /** The keys that are set, in order, those under {@code kafka.} among them. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** What passes through to the Kafka clients, without its prefix. */
    public Map<String, String> kafka() {
        return entries.entrySet().stream()
                .filter(entry -> passesThrough(entry.getKey()))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(KAFKA.length()),
                        entry -> entry.getValue().text()));
    }

    private static void put(Map<String, Entry> entries, Map<String, String> layer, String origin) {
        layer.forEach((key, text) -> {
            if (!entries.containsKey(key) && !passesThrough(key)) {
                throw new ConfigurationException("Configuration key " + key + " (from " + origin
                        + ") is unknown. 'turnstile config' lists the keys.");
            }
            entries.put(key, new Entry(text, origin));
        });
    }

    private static Map<String, String> fromEnvironment(
            Collection<Setting<?>> declared, Map<String, String> environment) {
        var declaredKeys = declared.stream().collect(Collectors.toMap(Setting::environmentName, Setting::key));
        var layer = new TreeMap<String, String>();
        environment.forEach((variable, text) -> {
            if (declaredKeys.containsKey(variable)) {
                layer.put(declaredKeys.get(variable), text);
            } else if (variable.startsWith(ENVIRONMENT_PREFIX) && !isForeign(variable)) {
                layer.put(undeclaredKey(variable), text);
            }
        });
        return layer;
    }

    private static boolean isForeign(String variable) {
        return variable.matches(READ_ELSEWHERE) || variable.matches(SET_BY_KUBERNETES);
    }

    /** The Kafka client's key that a variable stands for, or the variable itself, for the message that it is unknown. */
    private static String undeclaredKey(String variable) {
        String rest = variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
        return rest.startsWith("kafka_") ? rest.replace('_', '.') : variable;
    }

    private static boolean passesThrough(String key) {
        return key.startsWith(KAFKA) && key.length() > KAFKA.length();
    }
}
