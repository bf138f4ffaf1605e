package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.datasets.export.ExportConfiguration;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.router.RouterConfiguration;
import io.turnstile.judge.evaluation.EvaluationConfiguration;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.ModelConfiguration;
import io.turnstile.judge.worker.JudgeConfiguration;
import io.turnstile.plan.Plans;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.chatexport.ChatExportConfiguration;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.jsonl.JsonlConfiguration;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Every configuration key there is, by component, and how they are read. */
final class AllSettings {

    /** The environment variable that names the configuration file, where no flag does. */
    private static final String FILE_VARIABLE = "TURNSTILE_CONFIG";

    private static final Map<String, List<Setting<?>>> BY_COMPONENT = byComponent();

    private AllSettings() {}

    /** The keys by component, in the order in which data flows. */
    static Map<String, List<Setting<?>>> byComponent() {
        var components = new LinkedHashMap<String, List<Setting<?>>>();
        components.put("cluster", Cluster.SETTINGS);
        components.put("topics", TopicConfiguration.SETTINGS);
        components.put("embedded", EmbeddedSettings.SETTINGS);
        components.put("producer", ProducerConfiguration.SETTINGS);
        components.put("redaction", RedactionConfiguration.SETTINGS);
        components.put("source kusto", KustoConfiguration.SETTINGS);
        components.put("source chat-export", ChatExportConfiguration.SETTINGS);
        components.put("source jsonl", JsonlConfiguration.SETTINGS);
        components.put("source generated", GeneratorConfiguration.SETTINGS);
        components.put("streams", StreamsConfiguration.SETTINGS);
        components.put("stages", PipelineConfiguration.SETTINGS);
        components.put("plans", Plans.SETTINGS);
        components.put("judge", JudgeConfiguration.SETTINGS);
        components.put("judge model", ModelConfiguration.SETTINGS);
        components.put("judge prompt and votes", LlmJudgeConfiguration.SETTINGS);
        components.put("judge evaluation", EvaluationConfiguration.SETTINGS);
        components.put("datasets", ExportConfiguration.SETTINGS);
        components.put("datasets: near-duplicates", NearDuplicateConfiguration.SETTINGS);
        components.put("datasets: light router", RouterConfiguration.SETTINGS);
        return components;
    }

    /**
     * Resolves defaults, preset, file, environment and flags.
     *
     * @param preset what the command sets in the place of some defaults
     * @param file null takes the file that TURNSTILE_CONFIG names, if it is set
     * @throws ConfigurationException if a key is unknown, a value does not parse, or the file cannot be read
     */
    static Settings resolve(Map<String, String> preset, Path file, Map<String, String> flags) {
        List<Setting<?>> declared =
                BY_COMPONENT.values().stream().flatMap(List::stream).toList();
        return Settings.resolve(declared, preset, read(file), System.getenv(), flags);
    }

    private static Map<String, String> read(Path flag) {
        String variable = System.getenv(FILE_VARIABLE);
        if (flag == null && variable == null) {
            return Map.of();
        }
        Path file = flag != null ? flag : Path.of(variable);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("The configuration file " + file + " cannot be read: " + e
                    + ". It is a Java properties file: one key = value a line.");
        }
        var entries = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return entries;
    }
}
