package io.turnstile.streams.balancing;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.plan.Plans;
import java.time.Duration;
import java.util.List;

/**
 * @param plans what is drawn
 * @param settleAfter how long little must have come until a sample is drawn up to its quota
 * @param settleWithin after which time it is, whatever comes
 */
public record BalancingConfiguration(Plans plans, Duration settleAfter, Duration settleWithin) {

    public static final Setting<Duration> SETTLE_AFTER = Setting.duration(
            "balancing.settle-after",
            Duration.ofMillis(700),
            "How long few candidates must have come until a sample is drawn up to its quota. While many come, a turn that is"
                    + " drawn now may have to leave again soon, and each time a record is sent. More than"
                    + " streams.commit-interval, in which candidates arrive.");
    public static final Setting<Duration> SETTLE_WITHIN = Setting.duration(
            "balancing.settle-within",
            Duration.ofSeconds(30),
            "After which time a sample is drawn up to its quota although many candidates still come, as they do when all is"
                    + " read anew.");

    /** All keys of this component, beside the plans. */
    public static final List<Setting<?>> SETTINGS = List.of(SETTLE_AFTER, SETTLE_WITHIN);

    /** @throws ConfigurationException if a period is negative */
    public BalancingConfiguration {
        requirePeriod(SETTLE_AFTER, settleAfter);
        requirePeriod(SETTLE_WITHIN, settleWithin);
    }

    /** @throws ConfigurationException if a value makes no sense */
    public static BalancingConfiguration from(Settings settings) {
        return new BalancingConfiguration(
                Plans.from(settings), settings.get(SETTLE_AFTER), settings.get(SETTLE_WITHIN));
    }

    private static void requirePeriod(Setting<Duration> setting, Duration period) {
        if (period.isNegative()) {
            throw new ConfigurationException("Configuration key " + setting.key() + " must not be negative.");
        }
    }
}
