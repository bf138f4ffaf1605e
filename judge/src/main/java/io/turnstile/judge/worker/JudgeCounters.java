package io.turnstile.judge.worker;

import io.turnstile.judge.NoLabel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what was sent, over all threads of a worker. */
final class JudgeCounters {

    private final Map<Outcome, LongAdder> outcomes = adders(Outcome.class);
    private final Map<NoLabel, LongAdder> withoutLabel = adders(NoLabel.class);
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder agreed = new LongAdder();
    private final LongAdder disagreed = new LongAdder();
    private final Agreement agreement;

    JudgeCounters(ProbeConfiguration probes) {
        agreement = new Agreement(probes.window(), probes.alarm());
    }

    void begun() {
        inFlight.increment();
    }

    void ended() {
        inFlight.decrement();
    }

    void add(Outcome outcome) {
        outcomes.get(outcome).increment();
    }

    void add(NoLabel reason) {
        withoutLabel.get(reason).increment();
    }

    Optional<Agreement.Crossing> probed(boolean isAgreed) {
        (isAgreed ? agreed : disagreed).increment();
        return agreement.add(isAgreed);
    }

    Agreement agreement() {
        return agreement;
    }

    JudgeCounts counts(long pauses) {
        return new JudgeCounts(
                count(Outcome.JUDGED) + count(Outcome.CACHED),
                count(Outcome.CACHED),
                count(Outcome.RETRACTED),
                withoutLabel.entrySet().stream()
                        .filter(entry -> entry.getValue().sum() > 0)
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().sum())),
                count(Outcome.FAILED),
                pauses,
                inFlight.sum(),
                agreed.sum(),
                disagreed.sum(),
                agreement.isDrifting());
    }

    private long count(Outcome outcome) {
        return outcomes.get(outcome).sum();
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        var adders = new EnumMap<E, LongAdder>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }
}
