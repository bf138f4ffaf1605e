package io.turnstile.judge.worker;

import io.turnstile.judge.GoldenCase;
import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.schema.Verdict;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges golden cases among the requests of a paid judge, by the same judge and past the cache: a service can change its
 * model under the same name. What comes of it is counted, told to the listener, and goes to no topic.
 */
final class Probing {

    private static final Logger LOG = LoggerFactory.getLogger(Probing.class);

    private final Judge judge;
    private final ProbeSource source;
    private final ProbeListener listener;
    private final ProbeConfiguration configuration;
    private final JudgeCounters counters;
    private final Executor callThreads;
    private final AtomicLong judged = new AtomicLong();

    Probing(
            Judge judge,
            ProbeSource source,
            ProbeListener listener,
            ProbeConfiguration configuration,
            JudgeCounters counters,
            Executor callThreads) {
        this.judge = judge;
        this.source = source;
        this.listener = listener;
        this.configuration = configuration;
        this.counters = counters;
        this.callThreads = callThreads;
    }

    /** A request was judged; probes, when it is time. */
    void judged() {
        if (!judge.isPaid() || configuration.rate() == 0) {
            return;
        }
        long now = judged.incrementAndGet();
        if ((long) (now * configuration.rate()) > (long) ((now - 1) * configuration.rate())) {
            source.next().ifPresent(probe -> callThreads.execute(() -> probe(probe)));
        }
    }

    private void probe(GoldenCase probe) {
        Optional<Verdict> verdict;
        try {
            verdict = Optional.of(judge.judge(probe.request()));
        } catch (JudgeUnavailableException e) {
            LOG.debug("event=judge_probe_skipped reason=JUDGE_UNAVAILABLE");
            return;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            // No label is no agreement: a judge that began to refuse has changed.
            LOG.debug("event=judge_probe_failed error={}", e.getClass().getName());
            verdict = Optional.empty();
        }
        boolean agreed = verdict.isPresent() && verdict.get().getLabel() == probe.label();
        counters.probed(agreed).ifPresent(this::tell);
        listener.probed(probe, verdict);
    }

    private void tell(Agreement.Crossing crossing) {
        if (crossing == Agreement.Crossing.BELOW) {
            LOG.error(
                    "event=judge_drift agreement={} alarm={} probes={} fingerprint={} hint=\"Stop the judge, look at the"
                            + " service's model, and run the evaluation.\"",
                    counters.agreement().share(),
                    configuration.alarm(),
                    configuration.window(),
                    judge.fingerprint());
        } else {
            LOG.warn(
                    "event=judge_drift_ended agreement={}", counters.agreement().share());
        }
    }
}
