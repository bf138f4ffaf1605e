package io.turnstile.streams.labelling;

import io.turnstile.domain.labelling.Admission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * After another admission was configured, goes once through all messages: labels of judges that are no longer admitted
 * must not stand until something happens to arrive. It yields after a time budget, and begins anew after a restart.
 */
final class AdmissionSweep {

    private static final String KEY = "admission";

    /** As of a punctuation elsewhere. */
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final int BATCH = 256;

    private final KeyValueStore<String, ?> states;
    private final KeyValueStore<String, String> admitted;
    private final Admission admission;
    private boolean isDone;

    /** The first message that was not looked at; null at the beginning. */
    private String next;

    /**
     * @param states by message
     * @param admitted remembers for which admission all were looked at
     */
    AdmissionSweep(KeyValueStore<String, ?> states, KeyValueStore<String, String> admitted, Admission admission) {
        this.states = states;
        this.admitted = admitted;
        this.admission = admission;
        this.isDone = admission.text().equals(admitted.get(KEY));
    }

    /**
     * Goes on where it yielded. The budget is measured by a clock of its own: the task's stands still meanwhile.
     *
     * @param look takes a message's id
     */
    void run(Consumer<String> look) {
        long began = System.nanoTime();
        while (!isDone && System.nanoTime() - began < BUDGET_NANOS) {
            List<String> batch = batch();
            isDone = batch.size() <= BATCH;
            next = isDone ? null : batch.remove(BATCH);
            batch.forEach(look);
            if (isDone) {
                admitted.put(KEY, admission.text());
            }
        }
    }

    /** The next messages, and one more, if there is one, to go on from. */
    private List<String> batch() {
        var batch = new ArrayList<String>();
        try (var entries = states.range(next, null)) {
            while (entries.hasNext() && batch.size() <= BATCH) {
                batch.add(entries.next().key);
            }
        }
        return batch;
    }
}
