package io.turnstile.streams.labelling;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.domain.labelling.Admission;
import java.time.Duration;
import java.util.List;

/**
 * @param admission whose verdicts make labels
 * @param retention how long verdicts are remembered of a message that is not to be judged
 */
public record LabellingConfiguration(Admission admission, Duration retention) {

    public static final Setting<List<String>> FINGERPRINTS = Setting.list(
            "labelling.fingerprints",
            List.of(),
            "The judges whose verdicts make labels, by fingerprint. Empty: the judge that is configured, and no other, so"
                    + " that labels of different judges never stand side by side. 'any' admits every judge: the labels then"
                    + " mix. People's decisions are always admitted. After a change the labels of judges that are no longer"
                    + " admitted are withdrawn.");
    public static final Setting<Duration> RETENTION = Setting.duration(
            "labelling.retention",
            Duration.ofDays(7),
            "How long verdicts are remembered of a message that no request stands for: one that is ahead of its request,"
                    + " or whose turn was retracted and may come back. Conversations that become complete again do so"
                    + " within days; a verdict is ahead by seconds.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(FINGERPRINTS, RETENTION);

    private static final String ANY = "any";

    /** @throws ConfigurationException if the retention is not positive */
    public LabellingConfiguration {
        if (retention.isZero() || retention.isNegative()) {
            throw new ConfigurationException("Configuration key " + RETENTION.key() + " must be more than 0.");
        }
    }

    /**
     * @param judgeFingerprint of the judge that is configured
     * @throws ConfigurationException if a value makes no sense
     */
    public static LabellingConfiguration from(Settings settings, String judgeFingerprint) {
        return new LabellingConfiguration(
                admission(settings.get(FINGERPRINTS), judgeFingerprint), settings.get(RETENTION));
    }

    private static Admission admission(List<String> fingerprints, String judgeFingerprint) {
        if (fingerprints.contains(ANY)) {
            return Admission.any();
        }
        return Admission.of(fingerprints.isEmpty() ? List.of(judgeFingerprint) : fingerprints);
    }
}
