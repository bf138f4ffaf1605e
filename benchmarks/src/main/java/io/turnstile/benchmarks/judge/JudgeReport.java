package io.turnstile.benchmarks.judge;

import java.util.List;
import java.util.Locale;

/**
 * What was measured, as the JSON file has it.
 *
 * @param latencyMillis of the server
 * @param concurrency calls at once
 * @param idealPerSecond what latency and concurrency allow
 * @param plain the JDK's HTTP client
 * @param client the model's client, without budget and recording
 * @param clientWithAllLayers the same with limits, budget and recording
 * @param worker the whole worker, with all layers of the client
 * @param limits empty where they were not measured
 * @param systemLoad of the machine before, over a minute; negative where it does not tell
 */
record JudgeReport(
        long latencyMillis,
        int concurrency,
        double idealPerSecond,
        Rate plain,
        Rate client,
        Rate clientWithAllLayers,
        Rate worker,
        List<Limit> limits,
        double systemLoad) {

    /**
     * A throughput.
     *
     * @param ofIdeal its ratio to what latency and concurrency allow
     * @param ofPlain its ratio to the JDK's HTTP client in the same run
     * @param cpuMillis CPU time an answer, of the whole process: server, and broker where there is one, included
     */
    record Rate(double perSecond, double ofIdeal, double ofPlain, double cpuMillis) {}

    /** A limit and what came through in any minute. */
    record Limit(String setting, int perMinute, long least, long most, double deviationPercent) {

        static Limit of(LimitRun.Minutes minutes) {
            return new Limit(minutes.setting(), minutes.limit(), minutes.least(), minutes.most(), minutes.deviation());
        }
    }

    /** For people to read. */
    String table() {
        var table = new StringBuilder(String.format(
                Locale.ROOT,
                "server: %d ms, %d calls at once, ideal %.0f/s; load of the machine before: %.1f%n%n%-34s %8s %9s %9s %9s%n",
                latencyMillis,
                concurrency,
                idealPerSecond,
                systemLoad,
                "",
                "per s",
                ": ideal",
                ": plain",
                "CPU ms"));
        row(table, "plain HTTP client", plain);
        row(table, "model client", client);
        row(table, "  with limits, budget, recording", clientWithAllLayers);
        row(table, "worker, with all of these", worker);
        if (!limits.isEmpty()) {
            table.append(String.format("%n%-34s %12s %12s %12s %6s%n", "limit", "a minute", "least", "most", "off"));
        }
        for (Limit limit : limits) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-34s %,12d %,12d %,12d %5.1f%%%n",
                    limit.setting(),
                    limit.perMinute(),
                    limit.least(),
                    limit.most(),
                    limit.deviationPercent()));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Rate rate) {
        table.append(String.format(
                Locale.ROOT,
                "%-34s %8.1f %9.3f %9.3f %9.2f%n",
                name,
                rate.perSecond(),
                rate.ofIdeal(),
                rate.ofPlain(),
                rate.cpuMillis()));
    }
}
