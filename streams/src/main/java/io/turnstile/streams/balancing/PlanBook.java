package io.turnstile.streams.balancing;

import io.turnstile.config.ConfigurationException;
import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Plans;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The plans that were ever configured. Each change of the configuration begins an epoch, in which all turns are looked at
 * again. What was decided for a plan holds until the draw takes it back, also where the plan went and came back meanwhile:
 * this task and the draw's may not have seen the same configurations.
 */
final class PlanBook {

    /** Changed when candidates are made of turns in another way: all are then looked at again. */
    private static final String RULES = "1";

    private static final String EPOCH = "epoch";
    private static final String CONFIGURED = "configured";
    private static final String SWEPT = "swept";
    private static final String TEXT = "text.";

    private final Plans plans;
    private final KeyValueStore<String, String> store;
    private final String configured;
    private final int epoch;
    private boolean isWritten;

    /** @throws ConfigurationException if a plan is not what it was under the same name */
    PlanBook(Plans plans, KeyValueStore<String, String> store) {
        this.plans = plans;
        this.store = store;
        plans.plans().forEach(this::requireUnchanged);
        configured = RULES + "\n"
                + plans.plans().stream()
                        .map(plan -> plan.name() + "=" + text(plan))
                        .collect(Collectors.joining("\n"));
        int last = number(store.get(EPOCH));
        isWritten = configured.equals(store.get(CONFIGURED));
        epoch = isWritten ? last : last + 1;
    }

    int epoch() {
        return epoch;
    }

    /** What is known of a message, as it is in this epoch. @param stored null where nothing is */
    Seats upToDate(Seats stored) {
        if (stored == null) {
            return Seats.none(epoch);
        }
        return stored.epoch() == epoch ? stored : stored.at(epoch);
    }

    /** To be called before anything is written in this epoch. */
    void remember() {
        if (!isWritten) {
            store.put(EPOCH, Integer.toString(epoch));
            store.put(CONFIGURED, configured);
            plans.plans().forEach(plan -> store.put(TEXT + plan.name(), text(plan)));
            isWritten = true;
        }
    }

    /** Whether all messages were looked at in this epoch. */
    boolean isSwept() {
        return number(store.get(SWEPT)) == epoch;
    }

    void swept() {
        store.put(SWEPT, Integer.toString(epoch));
    }

    private void requireUnchanged(Plan plan) {
        String before = store.get(TEXT + plan.name());
        if (before != null && !before.equals(text(plan))) {
            throw new ConfigurationException("Plan '" + plan.name() + "' was '" + before + "' and is now '" + text(plan)
                    + "'. Its topic holds a sample of the first. Give the changed plan another name, and set plans."
                    + plan.name() + " back, or to off.");
        }
    }

    private String text(Plan plan) {
        return PlanText.of(plan) + " split-seed=" + plans.splitSeed();
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
