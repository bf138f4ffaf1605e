package io.turnstile.streams.conversationassembly;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.domain.conversation.TakenModes;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * @param takenModes which chat modes are assembled and judged
 * @param quietPeriod how long stream time must pass a conversation's last row before it closes
 * @param idlePeriod how long a stream must be idle, by the wall clock, before its conversations close
 * @param retention how long a conversation's state stays after its last change
 * @param checkInterval how often the deadlines are looked at, on the wall clock
 */
public record ConversationAssemblyConfiguration(
        TakenModes takenModes, Duration quietPeriod, Duration idlePeriod, Duration retention, Duration checkInterval) {

    public static final Setting<List<String>> MODES = Setting.list(
            "assembly.modes",
            List.of("agent"),
            "Which chat modes are assembled and judged, comma-separated (agent, ask, edit, inline, custom, ...); 'all'"
                    + " takes every mode. Conversations without a turn in one of them are counted, not assembled. The"
                    + " router is trained for agent mode; chat exports are taken whole.");
    public static final Setting<Duration> QUIET_PERIOD = Setting.duration(
            "conversation.quiet-period",
            Duration.ofMinutes(30),
            "How far stream time must pass a conversation's last arrival before it closes. Shorter is fresher, longer"
                    + " makes fewer revisions: conversations that resume after hours or days are revised in any case.");
    public static final Setting<Duration> IDLE_PERIOD = Setting.duration(
            "conversation.idle-period",
            Duration.ofMinutes(30),
            "How long no turn must have arrived, by the wall clock, before open conversations close without stream time:"
                    + " a stream that went idle still closes its conversations.");
    public static final Setting<Duration> RETENTION = Setting.duration(
            "conversation.retention",
            Duration.ofDays(30),
            "How long a conversation's turns are remembered after the last change. Conversations have been seen to"
                    + " resume after 24-200 hours; one that resumes after this period starts anew, as partial.");
    public static final Setting<Duration> CHECK_INTERVAL = Setting.duration(
            "conversation.check-interval",
            Duration.ofSeconds(1),
            "How often the deadlines are looked at. A look costs one read while nothing is due.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(MODES, QUIET_PERIOD, IDLE_PERIOD, RETENTION, CHECK_INTERVAL);

    /** @throws ConfigurationException if state would leave before a conversation closes */
    public static ConversationAssemblyConfiguration from(Settings settings) {
        var configuration = new ConversationAssemblyConfiguration(
                takenModes(settings),
                settings.get(QUIET_PERIOD),
                settings.get(IDLE_PERIOD),
                settings.get(RETENTION),
                settings.get(CHECK_INTERVAL));
        boolean leavesEarly = configuration.retention.compareTo(configuration.quietPeriod) <= 0
                || configuration.retention.compareTo(configuration.idlePeriod) <= 0;
        if (leavesEarly) {
            throw new ConfigurationException(RETENTION.key() + " must be longer than " + QUIET_PERIOD.key() + " and "
                    + IDLE_PERIOD.key() + ": state would leave before its conversation closes.");
        }
        return configuration;
    }

    /** The modes that the settings take. */
    public static TakenModes takenModes(Settings settings) {
        var modes = settings.get(MODES);
        return new TakenModes(modes.contains("all") ? Set.of() : Set.copyOf(modes));
    }
}
