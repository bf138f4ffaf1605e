package io.turnstile.judge;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the outcomes that were committed, over all threads of a worker. */
final class OutcomeCounters {

    private final Map<Outcome, LongAdder> adders = new EnumMap<>(Outcome.class);

    OutcomeCounters() {
        for (var outcome : Outcome.values()) {
            adders.put(outcome, new LongAdder());
        }
    }

    void add(Collection<Answer> answers) {
        answers.forEach(answer -> adders.get(answer.outcome()).increment());
    }

    JudgeCounts counts() {
        return new JudgeCounts(count(Outcome.JUDGED), count(Outcome.RETRACTED), count(Outcome.FAILED));
    }

    private long count(Outcome outcome) {
        return adders.get(outcome).sum();
    }
}
