package io.turnstile.app;

import io.turnstile.config.Settings;
import java.util.Map;

/** The demo's configuration, for tests in other packages. */
public final class DemoSettings {

    private DemoSettings() {}

    public static Settings resolve(Map<String, String> preset, Map<String, String> flags) {
        return AllSettings.resolve(preset, null, flags);
    }
}
