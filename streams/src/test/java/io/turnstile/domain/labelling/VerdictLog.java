package io.turnstile.domain.labelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One message's requests and verdicts as two logs, and a labelling that reads them at its own pace and writes to one. */
final class VerdictLog {

    /** Far beyond what any script of the properties leads to: more is a loop. */
    private static final int MOST_RECORDS = 1_000;

    /** A record of the topic of verdicts. @param decision null is a tombstone, or what is not admitted */
    record Entry(Decision<String> decision) {}

    private final List<Entry> verdicts = new ArrayList<>();
    private Labelling<String> known = Labelling.unknown();
    private String requested;
    private Decision<String> label;
    private int read;

    /**
     * All of it, in an order that a seed decides: requests in their own, verdicts as they are given, and the labelling
     * behind both by any distance.
     *
     * @param requests input hashes; null is a retraction
     */
    static VerdictLog of(List<String> requests, List<Entry> came, long seed) {
        var log = new VerdictLog();
        var random = new Random(seed);
        int request = 0;
        int verdict = 0;
        while (request < requests.size() || verdict < came.size() || log.read < log.verdicts.size()) {
            int choice = random.nextInt(3);
            if (choice == 0 && request < requests.size()) {
                log.request(requests.get(request++));
            } else if (choice == 1 && verdict < came.size()) {
                log.append(came.get(verdict++));
            } else if (log.read < log.verdicts.size()) {
                log.readNext();
            }
        }
        return log;
    }

    /** What the label that stands says. */
    Optional<String> label() {
        return Optional.ofNullable(label).map(Decision::verdict);
    }

    /** The latest record: what compaction leaves. Null where there is none. */
    Entry last() {
        return verdicts.isEmpty() ? null : verdicts.get(verdicts.size() - 1);
    }

    int size() {
        return verdicts.size();
    }

    private void request(String inputHash) {
        requested = inputHash;
        take(known.onRequest(inputHash));
    }

    private void append(Entry entry) {
        verdicts.add(entry);
        if (verdicts.size() > MOST_RECORDS) {
            throw new AssertionError("It sends for ever.");
        }
    }

    private void readNext() {
        Entry entry = verdicts.get(read++);
        take(entry.decision() == null ? known.onOther(requested) : known.onDecision(entry.decision(), requested));
    }

    private void take(Step<String> step) {
        known = step.next();
        if (step.label() instanceof LabelChange.Set<String> set) {
            label = set.decision();
        } else if (step.label() instanceof LabelChange.Withdraw<String>) {
            label = null;
        }
        if (step.mending() instanceof Mending.Resend<String> resend) {
            append(new Entry(resend.decision()));
        } else if (step.mending() instanceof Mending.Retract<String>) {
            append(new Entry(null));
        }
    }
}
