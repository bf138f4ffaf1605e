package io.turnstile.judge.model;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * When a server that fails is left alone.
 *
 * @param calls how many of the latest calls are looked at
 * @param failures what share of them may fail, in per cent
 * @param pause how long the server is left alone
 */
record BreakerConfiguration(int calls, int failures, Duration pause) {

    static final Setting<Integer> CALLS = Setting.integer(
            "judge.breaker-calls",
            20,
            "How many of the latest calls to the model the breaker looks at; it trips no earlier. 20 tells an outage"
                    + " from bad luck, and loses little to one.");
    static final Setting<Integer> FAILURES = Setting.integer(
            "judge.breaker-failures",
            50,
            "At what share of failed calls, in per cent, the breaker trips. Errors, time-outs and answers that hold no"
                    + " JSON are failures; a limit that was met is not.");
    static final Setting<Duration> WAIT = Setting.duration(
            "judge.breaker-wait",
            Duration.ofSeconds(30),
            "How long the server is left alone after the breaker tripped, and how long consumption pauses. Then a few"
                    + " calls try whether it is back.");

    static final List<Setting<?>> SETTINGS = List.of(CALLS, FAILURES, WAIT);

    private static final int PER_CENT = 100;

    BreakerConfiguration {
        Check.positive(CALLS, calls);
        Check.within(FAILURES, failures, 1, PER_CENT);
        Check.positive(WAIT, pause);
    }

    static BreakerConfiguration from(Settings settings) {
        return new BreakerConfiguration(settings.get(CALLS), settings.get(FAILURES), settings.get(WAIT));
    }
}
