package io.turnstile.judge.evaluation;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.judge.agreement.Gate;
import java.util.List;

/** What a judge must reach on a golden set. */
public final class EvaluationConfiguration {

    public static final Setting<Double> GATE_KAPPA = new Setting<>(
            "judge.gate-kappa",
            "0.6",
            EvaluationConfiguration::parseFraction,
            "The least Cohen's kappa with the golden set, 0 to 1, below which no label of a judge may be marked released."
                    + " 0.6 is where agreement is commonly called substantial.");
    public static final Setting<Double> GATE_RECALL = new Setting<>(
            "judge.gate-recall",
            "0.8",
            EvaluationConfiguration::parseFraction,
            "The least recall of each class on the golden set, 0 to 1, below which no label of a judge may be marked"
                    + " released. Kappa alone can be reached by a judge that misses much of one class. At 0.8 one label in five of"
                    + " a class may be wrong.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(GATE_KAPPA, GATE_RECALL);

    private EvaluationConfiguration() {}

    /** The gate as it is configured. */
    public static Gate gate(Settings settings) {
        return new Gate(settings.get(GATE_KAPPA), settings.get(GATE_RECALL));
    }

    private static double parseFraction(String text) {
        double fraction;
        try {
            fraction = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number from 0 to 1", e);
        }
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("expected a number from 0 to 1");
        }
        return fraction;
    }
}
