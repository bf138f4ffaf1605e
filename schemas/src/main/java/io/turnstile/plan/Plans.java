package io.turnstile.plan;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * The plans that are configured.
 *
 * @param plans in order of their names
 * @param splitSeed of the splits, one for all
 */
public record Plans(List<Plan> plans, long splitSeed) {

    public static final Setting<String> SESSION_50_50 = shipped(
            "plans.session-50-50", "kind=session size=100000 ratio=50:50", "First turns, as many of each class.");
    public static final Setting<String> SESSION_70_30 = shipped(
            "plans.session-70-30", "kind=session size=100000 ratio=70:30", "First turns, near the natural prevalence.");
    public static final Setting<String> CONVERSATION_50_50 = shipped(
            "plans.conversation-50-50",
            "kind=conversation size=100000 ratio=50:50",
            "Turns of conversations, as many of each class.");
    public static final Setting<String> CONVERSATION_70_30 = shipped(
            "plans.conversation-70-30",
            "kind=conversation size=100000 ratio=70:30",
            "Turns of conversations, near the natural prevalence.");
    public static final Setting<String> OTHERS = Setting.string(
            "plans.*",
            "",
            "A plan of your own, by its name: small letters, digits and hyphens. Its topic is balanced.NAME. A plan that has"
                    + " been running is not changed: give the changed one another name.");
    public static final Setting<Integer> SPLIT_SEED = Setting.integer(
            "balancing.split-seed",
            1,
            "Decides which users are for training, validation and test, for all plans. A changed one moves users from one"
                    + " split to another: what was trained before has then seen what it is tested with.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(SESSION_50_50, SESSION_70_30, CONVERSATION_50_50, CONVERSATION_70_30, OTHERS, SPLIT_SEED);

    private static final String PREFIX = "plans.";
    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    /** A topic's name has at most 249 characters, with prefixes and suffixes. */
    private static final int LONGEST_NAME = 100;

    /**
     * The plans of a configuration.
     *
     * @throws ConfigurationException if one cannot be read; the message names it
     */
    public static Plans from(Settings settings) {
        return new Plans(declaredIn(settings), settings.get(SPLIT_SEED));
    }

    /**
     * The plans alone, in order of their names; none where the settings know no keys of this component.
     *
     * @throws ConfigurationException if one cannot be read; the message names it
     */
    public static List<Plan> declaredIn(Settings settings) {
        return settings.family(OTHERS).entrySet().stream()
                .filter(entry -> !entry.getValue().strip().equals(PlanText.OFF))
                .map(entry -> plan(settings, entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The plan of that name.
     *
     * @throws ConfigurationException if there is none; the message lists those that there are
     */
    public Plan named(String name) {
        return plans.stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no plan '" + name + "'. The plans are: "
                        + (plans.isEmpty() ? "none" : String.join(", ", names())) + ". '" + PREFIX + name
                        + "' in the configuration would declare one."));
    }

    /** Their names, in order. */
    public List<String> names() {
        return plans.stream().map(Plan::name).toList();
    }

    private static Plan plan(Settings settings, String name, String text) {
        String key = PREFIX + name;
        String subject = "Configuration key " + key + " (from " + settings.originOf(key) + ")";
        if (!name.matches(NAME) || name.length() > LONGEST_NAME) {
            throw new ConfigurationException(
                    subject + ": the name of a plan is of small letters, digits and single hyphens," + " at most "
                            + LONGEST_NAME + " characters, such as session-50-50.");
        }
        try {
            return PlanText.parse(name, text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(subject + " has the value '" + text + "': " + e.getMessage()
                    + ". The value " + PlanText.OFF + " takes a plan away.");
        }
    }

    private static Setting<String> shipped(String key, String text, String doc) {
        return Setting.string(key, text, doc + " See plans.*; 'off' takes it away.");
    }
}
