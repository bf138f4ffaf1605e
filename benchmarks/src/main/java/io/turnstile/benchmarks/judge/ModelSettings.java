package io.turnstile.benchmarks.judge;

import io.turnstile.config.Settings;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.ModelConfiguration;
import io.turnstile.judge.worker.JudgeConfiguration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The judge's configuration: its defaults, and what a benchmark is about. */
final class ModelSettings {

    private ModelSettings() {}

    /** Without budget and recording. */
    static Map<String, String> of(ModelServer server) {
        return Map.of(
                "judge.provider", "openai",
                "judge.model", "judge-model",
                "judge.base-url", server.address(),
                // One call is one request then.
                "judge.votes", "1");
    }

    /** With every layer at work, none of which is ever the bound. */
    static Map<String, String> withAllLayers(ModelServer server, Path directory) {
        return with(
                of(server),
                Map.of(
                        "judge.requests-per-minute", "1000000",
                        "judge.tokens-per-minute", "2000000000",
                        "judge.budget-tokens", "1000000000000",
                        "judge.state-directory", directory.toString(),
                        "judge.record-to", directory.resolve("recording.jsonl").toString()));
    }

    static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    static Settings resolve(Map<String, String> flags) {
        var declared = Stream.of(
                        ModelConfiguration.SETTINGS, LlmJudgeConfiguration.SETTINGS, JudgeConfiguration.SETTINGS)
                .flatMap(List::stream)
                .toList();
        return Settings.resolve(declared, Map.of(), Map.of(), flags);
    }

    static ModelConfiguration model(Map<String, String> flags) {
        return ModelConfiguration.from(resolve(flags));
    }
}
