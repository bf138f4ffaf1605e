package io.turnstile.judge.model;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How failures that may pass are waited for.
 *
 * @param backOff the first wait
 * @param backOffCap the longest wait that the server did not ask for
 * @param patience how long one question waits in all, before it is given back
 */
record RetryConfiguration(Duration backOff, Duration backOffCap, Duration patience) {

    static final Setting<Duration> BACK_OFF = Setting.duration(
            "judge.back-off",
            Duration.ofSeconds(1),
            "The first wait after a call to the model failed in a way that may pass; each further one is twice as long,"
                    + " with jitter. A server's Retry-After goes before it.");
    static final Setting<Duration> BACK_OFF_CAP = Setting.duration(
            "judge.back-off-cap",
            Duration.ofSeconds(30),
            "The longest such wait: after an outage the judge is back within it.");
    static final Setting<Duration> PATIENCE = Setting.duration(
            "judge.patience",
            Duration.ofMinutes(2),
            "How long one question waits in all for failures to pass, before it is given back and consumption pauses."
                    + " Longer than a rate limit's minute; a longer outage is better waited for without a question in hand.");

    static final List<Setting<?>> SETTINGS = List.of(BACK_OFF, BACK_OFF_CAP, PATIENCE);

    RetryConfiguration {
        Check.positive(BACK_OFF, backOff);
        if (backOffCap.compareTo(backOff) < 0) {
            throw new ConfigurationException(
                    "Configuration key judge.back-off-cap is shorter than judge.back-off. Lengthen it.");
        }
    }

    static RetryConfiguration from(Settings settings) {
        return new RetryConfiguration(settings.get(BACK_OFF), settings.get(BACK_OFF_CAP), settings.get(PATIENCE));
    }
}
