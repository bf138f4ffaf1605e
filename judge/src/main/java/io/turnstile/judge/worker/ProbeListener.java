package io.turnstile.judge.worker;

import io.turnstile.judge.GoldenCase;
import io.turnstile.schema.Verdict;
import java.util.Optional;

/** Is told what came of each probe. Called from several threads. */
@FunctionalInterface
public interface ProbeListener {

    /** @param verdict empty if the judge gave none on this case */
    void probed(GoldenCase probe, Optional<Verdict> verdict);

    /** Listens to nothing; the worker counts in any case. */
    static ProbeListener none() {
        return (probe, verdict) -> {};
    }
}
