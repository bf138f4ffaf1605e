package io.turnstile.judge.worker;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;

/**
 * How a judge is watched while it works: golden cases are judged among the requests.
 *
 * @param rate probes per judged request, 0 to 1; 0 is none
 * @param alarm the agreement below which the judge is said to drift, 0 to 1
 * @param window over how many of the latest probes agreement is taken
 */
public record ProbeConfiguration(double rate, double alarm, int window) {

    public static final Setting<Double> RATE = new Setting<>(
            "judge.probe-rate",
            "0.01",
            ProbeConfiguration::parseShare,
            "How many golden cases are judged for each request that a paid judge has judged, 0 to 1; 0 is none. Their"
                    + " verdicts go to no topic. 0.01 adds one per cent to the cost, and fills judge.probe-window every 5,000"
                    + " requests.");
    public static final Setting<Double> ALARM = new Setting<>(
            "judge.probe-alarm",
            "0.8",
            ProbeConfiguration::parseShare,
            "When fewer of the latest judge.probe-window probes than this share agree with their golden labels, the judge"
                    + " is said to drift: event=judge_drift in the log, and the gauge 'drift'. A judge that is right in 9 of"
                    + " 10 cases falls below 0.8 of 50 by chance once in some hundred windows.");
    public static final Setting<Integer> WINDOW = Setting.integer(
            "judge.probe-window",
            50,
            "Over how many of the latest probes agreement is taken. Until there are as many, nothing is said. Fewer notice"
                    + " sooner and are wrong more often.");

    /** @throws ConfigurationException if the window is below 1 */
    public ProbeConfiguration {
        JudgeConfiguration.requireAtLeast(1, WINDOW, window);
    }

    static ProbeConfiguration from(Settings settings) {
        return new ProbeConfiguration(settings.get(RATE), settings.get(ALARM), settings.get(WINDOW));
    }

    private static double parseShare(String text) {
        double share;
        try {
            share = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number from 0 to 1", e);
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("expected a number from 0 to 1");
        }
        return share;
    }
}
