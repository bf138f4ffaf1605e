package io.turnstile.app;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.judge.GoldenCase;
import io.turnstile.judge.Judge;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.llm.LlmJudge;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.ChatModels;
import io.turnstile.judge.model.ModelConfiguration;
import io.turnstile.judge.model.Provider;
import io.turnstile.judge.worker.ProbeSource;

/** The judge that is configured. */
public final class Judges {

    private Judges() {}

    /**
     * Opens it; the caller closes it.
     *
     * @throws ConfigurationException if the configuration does not make a judge
     * @throws IllegalStateException if a file of its state or of a recording cannot be used
     */
    public static Judge from(Settings settings) {
        var model = ModelConfiguration.from(settings);
        return model.provider() == Provider.OFFLINE_RUBRIC
                ? new OfflineRubric()
                : new LlmJudge(ChatModels.open(model), LlmJudgeConfiguration.from(settings));
    }

    /** Its fingerprint, without opening it: for whoever only has to know whose labels to admit. */
    public static String fingerprint(Settings settings) {
        var model = ModelConfiguration.from(settings);
        return model.provider() == Provider.OFFLINE_RUBRIC
                ? OfflineRubric.FINGERPRINT
                : LlmJudge.fingerprint(ChatModels.identity(model), LlmJudgeConfiguration.from(settings));
    }

    /** What it is probed with while it works: the golden set that comes with the program. */
    static ProbeSource probes() {
        return ProbeSource.cycling(GoldenSet.shipped().turns().stream()
                .map(turn -> new GoldenCase(turn.request(), turn.label()))
                .toList());
    }
}
