package io.turnstile.benchmarks.judge;

import io.turnstile.judge.model.ChatModels;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A limit in requests or tokens a minute, against more questions than it lets through.
 *
 * @param setting the limit's key
 * @param limit so much a minute
 * @param unit how much of the limit one question uses
 */
record LimitRun(String setting, int limit, int unit) {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Duration LATENCY = Duration.ofMillis(50);

    /**
     * What came to the server in a minute, over all minutes that lie within the run.
     *
     * @param limit so much a minute
     * @param least of any minute
     * @param most of any minute
     */
    record Minutes(String setting, int limit, long least, long most) {

        /** The larger of both deviations, in per cent of the limit. */
        double deviation() {
            return 100.0 * Math.max(Math.abs(most - limit), Math.abs(limit - least)) / limit;
        }
    }

    /** @param time more than a minute: every minute within it counts */
    Minutes measure(Duration time, int threads, Questions questions)
            throws IOException, InterruptedException, ExecutionException {
        try (var server = new ModelServer(LATENCY)) {
            var flags = ModelSettings.with(ModelSettings.of(server), Map.of(setting, Integer.toString(limit)));
            try (var model = ChatModels.open(ModelSettings.model(flags))) {
                new Load(threads).during(time, number -> model.ask(questions.question(number)));
            }
            return minutes(server.arrivals().stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray());
        }
    }

    /** Each arrival begins a minute, for as long as a whole one follows. */
    Minutes minutes(long... arrivals) {
        long last = arrivals[arrivals.length - 1];
        var counts = Arrays.stream(arrivals)
                .filter(begin -> begin + MINUTE <= last)
                .map(begin -> Arrays.stream(arrivals)
                        .filter(arrival -> arrival >= begin && arrival < begin + MINUTE)
                        .count())
                .summaryStatistics();
        if (counts.getCount() == 0) {
            throw new IllegalArgumentException("The run was shorter than a minute.");
        }
        return new Minutes(setting, limit, counts.getMin() * unit, counts.getMax() * unit);
    }
}
