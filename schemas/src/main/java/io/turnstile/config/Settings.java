package io.turnstile.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
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

    /** What the keys begin with that are declared as families. */
    private final List<String> families;

    private Settings(Map<String, Entry> entries, List<String> families) {
        this.entries = entries;
        this.families = families;
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
        List<Setting<?>> single =
                declared.stream().filter(setting -> !setting.isFamily()).toList();
        List<String> families =
                declared.stream().filter(Setting::isFamily).map(Setting::prefix).toList();
        var entries = new TreeMap<String, Entry>();
        single.forEach(setting -> entries.put(setting.key(), new Entry(setting.defaultText(), "default")));
        var settings = new Settings(entries, families);
        settings.put(preset, "preset");
        settings.put(file, "file");
        settings.put(fromEnvironment(single, families, environment), "environment");
        settings.put(flags, "flag");
        single.forEach(settings::get);
        return settings;
    }

    /**
     * The value of a key that was declared.
     *
     * @throws ConfigurationException if the value does not parse
     * @throws IllegalArgumentException if the key was not declared; a family has values, not a value
     */
    public <T> T get(Setting<T> setting) {
        var entry = entries.get(setting.key());
        if (entry == null) {
            throw new IllegalArgumentException("Key " + setting.key() + " is not among those that were declared.");
        }
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
        var all = new Settings(new TreeMap<>(entries), families);
        all.put(found, "command");
        return all;
    }

    /**
     * The values of a family of keys, by what follows its prefix, in order.
     *
     * @throws ConfigurationException if one does not parse
     */
    public <T> SortedMap<String, T> family(Setting<T> family) {
        var values = new TreeMap<String, T>();
        entries.keySet().stream()
                .filter(key -> key.startsWith(family.prefix()))
                .forEach(key -> values.put(
                        key.substring(family.prefix().length()),
                        get(new Setting<>(key, family.defaultText(), family.parser(), family.doc()))));
        return values;
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

    private void put(Map<String, String> layer, String origin) {
        layer.forEach((key, text) -> {
            if (!entries.containsKey(key) && !passesThrough(key) && !isOfFamily(key)) {
                throw new ConfigurationException("Configuration key " + key + " (from " + origin
                        + ") is unknown. 'turnstile config' lists the keys.");
            }
            entries.put(key, new Entry(text, origin));
        });
    }

    private boolean isOfFamily(String key) {
        return families.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
    }

    private static Map<String, String> fromEnvironment(
            Collection<Setting<?>> declared, List<String> families, Map<String, String> environment) {
        var declaredKeys = declared.stream().collect(Collectors.toMap(Setting::environmentName, Setting::key));
        var layer = new TreeMap<String, String>();
        environment.forEach((variable, text) -> {
            if (declaredKeys.containsKey(variable)) {
                layer.put(declaredKeys.get(variable), text);
            } else if (variable.startsWith(ENVIRONMENT_PREFIX) && !isForeign(variable)) {
                layer.put(undeclaredKey(variable, families), text);
            }
        });
        return layer;
    }

    private static boolean isForeign(String variable) {
        return variable.matches(READ_ELSEWHERE) || variable.matches(SET_BY_KUBERNETES);
    }

    /** The key of a family or of a Kafka client that a variable stands for, or itself, for the message that it is unknown. */
    private static String undeclaredKey(String variable, List<String> families) {
        String rest = variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
        String dotted = rest.replace('_', '.');
        if (rest.startsWith("kafka_")) {
            return dotted;
        }
        return families.stream()
                .filter(dotted::startsWith)
                .map(prefix -> prefix + rest.substring(prefix.length()).replace('_', '-'))
                .findFirst()
                .orElse(variable);
    }

    private static boolean passesThrough(String key) {
        return key.startsWith(KAFKA) && key.length() > KAFKA.length();
    }
}
