package io.turnstile.judge;

import io.turnstile.config.Cluster;
import io.turnstile.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns judge requests into verdicts, exactly once, on threads of its own: a judge may be slow, and a stream thread must
 * not wait for it.
 *
 * <p>Each request gets a verdict under its key; a tombstone, a tombstone; a request that cannot be read or that the judge
 * fails on goes to the dead letters, and the rest goes on.
 */
public final class JudgeWorker implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeWorker.class);

    /** An interrupted thread still has to close its clients. */
    private static final int SECONDS_AFTER_INTERRUPT = 5;

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final JudgeConfiguration configuration;
    private final Judge judge;
    private final OutcomeCounters counters = new OutcomeCounters();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService executor;
    private final List<Future<?>> loops = new ArrayList<>();

    /** Touches nothing yet: {@link #start} does. */
    public JudgeWorker(Cluster cluster, TopicCatalogue topics, JudgeConfiguration configuration, Judge judge) {
        this.cluster = cluster;
        this.topics = topics;
        this.configuration = configuration;
        this.judge = judge;
        var number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(
                configuration.threads(), task -> new Thread(task, "judge-" + number.getAndIncrement()));
    }

    /**
     * Begins to judge and returns.
     *
     * @throws IllegalStateException if a topic is missing, the brokers do not answer, or it was started or closed before
     */
    public synchronized void start() {
        if (!loops.isEmpty() || executor.isShutdown()) {
            throw new IllegalStateException("A judge worker starts once; create another one.");
        }
        TopicPresence.require(cluster, List.of(topics.judgeRequests(), topics.judgeVerdicts(), topics.deadLetters()));
        for (int thread = 0; thread < configuration.threads(); thread++) {
            loops.add(executor.submit(guarded(loop(thread))));
        }
        LOG.info(
                "event=judge_started group={} threads={} fingerprint={} baseline={}",
                configuration.group(),
                configuration.threads(),
                judge.fingerprint(),
                judge.isBaseline());
    }

    /**
     * Starts and returns when the worker was closed.
     *
     * @throws IllegalStateException as {@link #start} does, or if a thread stopped on an error that it cannot handle
     */
    @Override
    public void run() {
        start();
        try {
            for (var loop : List.copyOf(loops)) {
                loop.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A judge thread stopped: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was started and every thread is still at work. */
    public synchronized boolean isRunning() {
        return !loops.isEmpty() && loops.stream().noneMatch(Future::isDone);
    }

    /** What has been committed so far. */
    public JudgeCounts counts() {
        return counters.counts();
    }

    /** Finishes the batches in hand, but waits no longer than judge.close-timeout. A second call does nothing. */
    @Override
    public void close() {
        closing.countDown();
        executor.shutdown();
        try {
            if (!executor.awaitTermination(configuration.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "event=judge_close_timed_out waited={} consequence=\"the batch in hand is judged again\"",
                        configuration.closeTimeout());
                executor.shutdownNow();
                executor.awaitTermination(SECONDS_AFTER_INTERRUPT, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private JudgeLoop loop(int thread) {
        return new JudgeLoop(cluster, topics, configuration, judge, counters, closing, thread);
    }

    /** A future keeps an error to itself until it is asked; this one is to be seen. */
    private static Runnable guarded(JudgeLoop loop) {
        return () -> {
            try {
                loop.run();
            } catch (RuntimeException | Error e) {
                LOG.error("event=judge_stopped error={}", e.getClass().getName(), e);
                throw e;
            }
        };
    }
}
