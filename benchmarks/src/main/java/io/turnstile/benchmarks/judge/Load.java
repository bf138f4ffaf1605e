package io.turnstile.benchmarks.judge;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Calls by several threads at once, each beginning the next when its last one is done. */
record Load(int threads) {

    /** A call, by its number. */
    @FunctionalInterface
    interface Call {
        void run(int number) throws Exception;
    }

    /** How fast so many calls get done. */
    Pace of(int calls, Call call) throws InterruptedException, ExecutionException {
        return Pace.<ExecutionException>of(calls, () -> run(number -> number < calls, call));
    }

    /** Calls for so long. */
    void during(Duration time, Call call) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        run(number -> System.nanoTime() < end, call);
    }

    private void run(IntPredicate goesOn, Call call) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var next = new AtomicInteger();
            var all = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.<Void>submit(() -> {
                        for (int number = next.getAndIncrement();
                                goesOn.test(number);
                                number = next.getAndIncrement()) {
                            call.run(number);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<Void> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
