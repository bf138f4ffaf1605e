package io.turnstile.judge.model;

import io.turnstile.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests, where nothing waits long. */
public final class ModelSettings {

    private ModelSettings() {}

    /** @param keysAndValues without the judge. that they begin with */
    public static ModelConfiguration of(Map<String, String> base, String... keysAndValues) {
        Map<String, String> flags = new HashMap<>();
        flags.put("judge.back-off", "1ms");
        flags.put("judge.back-off-cap", "10ms");
        flags.put("judge.patience", "5s");
        base.forEach((key, value) -> flags.put("judge." + key, value));
        for (int index = 0; index < keysAndValues.length; index += 2) {
            flags.put("judge." + keysAndValues[index], keysAndValues[index + 1]);
        }
        return ModelConfiguration.from(Settings.resolve(ModelConfiguration.SETTINGS, Map.of(), Map.of(), flags));
    }
}
