package io.turnstile.app;

import io.turnstile.config.Settings;
import io.turnstile.judge.Judge;
import io.turnstile.judge.OfflineRubric;

/** Which judge the configuration asks for. */
final class Judges {

    private Judges() {}

    /** The caller closes it. There is one judge today, which needs no configuration. */
    static Judge from(Settings settings) {
        return new OfflineRubric();
    }
}
