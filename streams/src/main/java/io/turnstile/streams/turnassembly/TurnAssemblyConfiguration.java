package io.turnstile.streams.turnassembly;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * @param linger how long a changed turn waits for more rows before it is sent on, on the wall clock
 * @param retention how long a turn's state stays after its last change
 */
public record TurnAssemblyConfiguration(Duration linger, Duration retention) {

    public static final Setting<Duration> LINGER = Setting.duration(
            "turn.linger",
            Duration.ofMillis(500),
            "How long a changed turn waits for more of its rows before it is sent on. A turn has 5-30 rows: without the"
                    + " wait each would send the whole turn again. Far below any quiet period.");
    public static final Setting<Duration> RETENTION = Setting.duration(
            "turn.retention",
            Duration.ofDays(10),
            "How long a turn's rows are remembered after the last change. Longer than the longest pause seen in a"
                    + " conversation (200 hours): where rows arrive out of order, the first row after a pause moves stream"
                    + " time ahead of turns that are still under way. Rows that come later still reach the conversation if"
                    + " they name it, because parts of a turn merge there too.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(LINGER, RETENTION);

    public static TurnAssemblyConfiguration from(Settings settings) {
        return new TurnAssemblyConfiguration(settings.get(LINGER), settings.get(RETENTION));
    }
}
