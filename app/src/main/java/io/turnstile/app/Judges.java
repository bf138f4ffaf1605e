package io.turnstile.app;

import io.turnstile.config.Settings;
import io.turnstile.judge.Judge;
import io.turnstile.judge.OfflineRubric;

/** The judge that is configured. */
public final class Judges {

    private Judges() {}

    public static Judge from(Settings settings) {
        return new OfflineRubric();
    }
}
