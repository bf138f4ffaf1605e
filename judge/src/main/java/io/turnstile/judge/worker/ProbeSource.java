package io.turnstile.judge.worker;

import io.turnstile.judge.GoldenCase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Where the golden cases come from that a judge is probed with. Called from several threads. */
@FunctionalInterface
public interface ProbeSource {

    /** The case to judge next; empty for none. */
    Optional<GoldenCase> next();

    /** No probes at all. */
    static ProbeSource none() {
        return Optional::empty;
    }

    /** These cases in their order, again and again. */
    static ProbeSource cycling(List<GoldenCase> cases) {
        if (cases.isEmpty()) {
            return none();
        }
        var fixed = List.copyOf(cases);
        var next = new AtomicLong();
        return () -> Optional.of(fixed.get((int) (next.getAndIncrement() % fixed.size())));
    }
}
