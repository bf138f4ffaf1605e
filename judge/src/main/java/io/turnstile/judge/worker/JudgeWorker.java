package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import io.turnstile.judge.Judge;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns judge requests into verdicts, as a member of a share group, on threads of its own: a judge may be slow, and a stream
 * thread must not wait for it.
 *
 * <p>Each request gets a verdict under its key; a tombstone, a tombstone. A request that cannot be read, that the judge
 * fails on or gives no label goes to the dead letters, and the rest goes on. A request is acknowledged when its answer is
 * stored. So no request is lost, and one whose worker dies is answered by another; a verdict that stands twice is the same
 * to every reader, who takes the latest of a key. A judge that costs money is not asked twice: its answers are stored by
 * content before they are passed on.
 *
 * <p>A share group keeps no order, also not within a key: the verdict on an older request can come behind the one on a
 * newer, and behind its tombstone. Whoever reads verdicts must join them by input hash, as labelling does, and must be ready
 * for one that is out of date.
 */
public final class JudgeWorker implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeWorker.class);

    /** Beyond the time for calls in hand: consumers still say farewell, and interrupted calls end. */
    private static final int SECONDS_TO_END = 5;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final JudgeClients clients;
    private final Judge judge;
    private final ProbeSource probes;
    private final ProbeListener probeListener;
    private final JudgeCounters counters;
    private final Closing closing = new Closing();
    private final Pause pause = new Pause(closing);
    private final ExecutorService threads = Executors.newCachedThreadPool(named("judge"));
    private final ExecutorService callThreads;
    private final List<Future<?>> lanes = new ArrayList<>();
    private JudgeResources resources;

    /** Touches nothing yet: {@link #start} does. The judge stays the caller's to close. */
    public JudgeWorker(Cluster cluster, TopicCatalogue topics, JudgeConfiguration configuration, Judge judge) {
        this(cluster, topics, configuration, judge, ProbeSource.none(), ProbeListener.none());
    }

    /** The same, of a judge that is watched while it works. */
    public JudgeWorker(
            Cluster cluster,
            TopicCatalogue topics,
            JudgeConfiguration configuration,
            Judge judge,
            ProbeSource probes,
            ProbeListener probeListener) {
        this.clients = new JudgeClients(cluster, topics, configuration);
        this.judge = judge;
        this.probes = probes;
        this.probeListener = probeListener;
        this.counters = new JudgeCounters(configuration.probes());
        this.callThreads = Executors.newFixedThreadPool(concurrency(configuration, judge), named("judge-call"));
    }

    /**
     * Begins to judge and returns.
     *
     * @throws IllegalStateException if a topic is missing, the brokers do not answer or refuse the group's settings, or it
     *     was started or closed before
     */
    public synchronized void start() {
        if (resources != null || closing.isBegun()) {
            throw new IllegalStateException("A judge worker starts once; create another one.");
        }
        Map<String, Integer> partitions = TopicPresence.require(clients.cluster(), topics());
        JudgeConfiguration configuration = clients.configuration();
        resources = JudgeResources.open(clients, judge, pause, closing, partitions, this::counts);
        var calls = new JudgeCalls(judge, pause, probing());
        var verdicts = resources.verdicts(judge, calls);
        var answering = resources.answering(verdicts, counters, callThreads);
        resources.cacheTail().ifPresent(tail -> threads.execute(tail));
        for (int lane = 0; lane < configuration.lanes(); lane++) {
            lanes.add(threads.submit(guarded(new JudgeLane(clients, verdicts, answering, closing))));
        }
        LOG.info(
                "event=judge_started group={} lanes={} fingerprint={} baseline={} paid={}",
                configuration.group(),
                configuration.lanes(),
                judge.fingerprint(),
                judge.isBaseline(),
                judge.isPaid());
    }

    /**
     * Judges until {@link #close} is called or the thread is interrupted.
     *
     * @throws IllegalStateException if it cannot start, or if a thread of it fails
     */
    @Override
    public void run() {
        start();
        try {
            for (var lane : List.copyOf(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A judge thread stopped: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was started and every lane is still at work. */
    public synchronized boolean isRunning() {
        return !lanes.isEmpty() && lanes.stream().noneMatch(Future::isDone);
    }

    /** What has been sent so far. */
    public JudgeCounts counts() {
        return counters.counts(pause.count());
    }

    /**
     * Finishes the calls in hand, but waits no longer than judge.close-timeout; what is not answered is released. A second
     * call does nothing.
     */
    @Override
    public void close() {
        closing.begin(clients.configuration().closeTimeout());
        threads.shutdown();
        try {
            if (!threads.awaitTermination(closing.nanosLeft(), TimeUnit.NANOSECONDS)
                    && !threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            callThreads.shutdownNow();
            if (!callThreads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("event=judge_calls_left reason=\"the judge does not heed an interrupt\"");
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            callThreads.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            closeResources();
        }
    }

    private synchronized void closeResources() {
        if (resources != null) {
            resources.close();
        }
    }

    private List<Topic<?>> topics() {
        TopicCatalogue topics = clients.topics();
        return judge.isPaid()
                ? List.of(topics.judgeRequests(), topics.judgeVerdicts(), topics.deadLetters(), topics.judgeCache())
                : List.of(topics.judgeRequests(), topics.judgeVerdicts(), topics.deadLetters());
    }

    private Probing probing() {
        return new Probing(judge, probes, probeListener, clients.configuration().probes(), counters, callThreads);
    }

    private static int concurrency(JudgeConfiguration configuration, Judge judge) {
        return judge.isPaid()
                ? configuration.concurrency()
                : Math.min(configuration.concurrency(), Runtime.getRuntime().availableProcessors());
    }

    private static ThreadFactory named(String name) {
        return task -> new Thread(task, name + "-" + NUMBER.getAndIncrement());
    }

    /** A future keeps an error to itself until it is asked; this one is to be seen. */
    private static Runnable guarded(JudgeLane lane) {
        return () -> {
            try {
                lane.run();
            } catch (RuntimeException | Error e) {
                LOG.error("event=judge_stopped error={}", e.getClass().getName(), e);
                throw e;
            }
        };
    }
}
