package io.turnstile.benchmarks.judge;

import io.turnstile.benchmarks.Process;

/**
 * How fast something went.
 *
 * @param perSecond answers a second
 * @param cpuMillis CPU time an answer, of the whole process: server, and broker where there is one, included
 */
record Pace(double perSecond, double cpuMillis) {

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    /** What is timed. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws E, InterruptedException;
    }

    /** Of so many answers. */
    static <E extends Exception> Pace of(int answers, Work<E> work) throws E, InterruptedException {
        double cpu = Process.cpuSeconds();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / NANOS;
        return new Pace(answers / seconds, (Process.cpuSeconds() - cpu) * MILLIS / answers);
    }
}
