package io.turnstile.streams.turnassembly;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * @param pendingBytes how much a task holds of turns that wait for the commit; beyond it they are sent at once
 * @param retention how long it is remembered which conversation a turn belongs to
 * @param checkInterval how often it is looked at whose retention is over, on the wall clock
 */
public record TurnAssemblyConfiguration(int pendingBytes, Duration retention, Duration checkInterval) {

    public static final Setting<Integer> PENDING_BYTES = Setting.integer(
            "turn.pending-bytes",
            32 * 1024 * 1024,
            "How much memory a task gives to turns that wait for the commit, in bytes, roughly. Rows of a turn that come"
                    + " within one streams.commit-interval are sent on as one. 32 MB hold half a second of 50,000 rows a"
                    + " second; beyond it turns are sent at once, which costs speed and nothing else.");
    public static final Setting<Duration> RETENTION = Setting.duration(
            "turn.retention",
            Duration.ofDays(10),
            "How long it is remembered which conversation a turn belongs to, for rows that do not say so. Longer than the"
                    + " longest pause seen in a conversation (200 hours): where rows arrive out of order, the first row"
                    + " after a pause moves stream time ahead of turns that are still under way.");
    public static final Setting<Duration> CHECK_INTERVAL = Setting.duration(
            "turn.check-interval",
            Duration.ofSeconds(30),
            "How often it is looked at which turns' retention is over. It is counted in days, so it need not be finer; a"
                    + " look costs one read while nothing is due.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(PENDING_BYTES, RETENTION, CHECK_INTERVAL);

    public static TurnAssemblyConfiguration from(Settings settings) {
        return new TurnAssemblyConfiguration(
                settings.get(PENDING_BYTES), settings.get(RETENTION), settings.get(CHECK_INTERVAL));
    }
}
