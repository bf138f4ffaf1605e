package io.turnstile.benchmarks.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.turnstile.benchmarks.StateDirectory;
import io.turnstile.judge.model.ChatModels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the judge against a local model server. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description =
                "Measures how much of a model server's throughput the judge gets, and how exactly it keeps limits.")
public final class JudgeBenchmark implements Callable<Integer> {

    private static final int MOST_WARM_UP = 2_000;
    private static final int SHORTEST_SECONDS = 61;

    /** Less than the threads below could ask: 20 a second and more. */
    private static final int REQUESTS_A_MINUTE = 1_200;

    private static final int LIMIT_THREADS = 16;

    @Option(names = "--requests", description = "Calls that are timed, a subject. Default: ${DEFAULT-VALUE}.")
    private int requests = 10_000;

    @Option(names = "--latency-ms", description = "How long the server takes. Default: ${DEFAULT-VALUE}.")
    private int latencyMillis = 200;

    @Option(names = "--concurrency", description = "Calls at once. Default: ${DEFAULT-VALUE}.")
    private int concurrency = 50;

    @Option(
            names = "--limit-seconds",
            description = "How long limits are held against the clock, 61 or more; 0 leaves them out."
                    + " Default: ${DEFAULT-VALUE}.")
    private int limitSeconds = 90;

    @Option(names = "--json", description = "Writes the figures to this file as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private final Questions questions = new Questions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        requirePositive("--requests", requests);
        requirePositive("--latency-ms", latencyMillis);
        requirePositive("--concurrency", concurrency);
        if (limitSeconds != 0 && limitSeconds < SHORTEST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--limit-seconds is " + limitSeconds + ". Give 0, or 61 or more.");
        }
        JudgeReport report = measure();
        spec.commandLine().getOut().print(report.table());
        spec.commandLine().getOut().flush();
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
        }
        return 0;
    }

    private JudgeReport measure() throws IOException, InterruptedException, ExecutionException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double ideal = concurrency * 1000.0 / latencyMillis;
        try (var server = new ModelServer(Duration.ofMillis(latencyMillis));
                var state = StateDirectory.create()) {
            Pace plain = told("plain HTTP client", plain(server));
            Pace client = told("model client", client(ModelSettings.of(server)));
            Pace layered = told(
                    "model client, all layers",
                    client(ModelSettings.withAllLayers(server, state.path().resolve("client"))));
            Pace worker = told(
                    "worker",
                    worker(ModelSettings.withAllLayers(server, state.path().resolve("worker"))));
            return new JudgeReport(
                    latencyMillis,
                    concurrency,
                    ideal,
                    rate(plain, ideal, plain),
                    rate(client, ideal, plain),
                    rate(layered, ideal, plain),
                    rate(worker, ideal, plain),
                    limits(),
                    load);
        }
    }

    private Pace plain(ModelServer server) throws InterruptedException, ExecutionException {
        var client = new PlainClient(server.address());
        return timed(number -> client.ask(questions.question(number)));
    }

    private Pace client(Map<String, String> flags) throws InterruptedException, ExecutionException {
        try (var model = ChatModels.open(ModelSettings.model(flags))) {
            return timed(number -> model.ask(questions.question(number)));
        }
    }

    private Pace worker(Map<String, String> flags) throws InterruptedException, ExecutionException {
        var all = ModelSettings.with(flags, Map.of("judge.concurrency", Integer.toString(concurrency)));
        return new WorkerRun(all, questions).of(warmUp(), requests);
    }

    private Pace timed(Load.Call call) throws InterruptedException, ExecutionException {
        var load = new Load(concurrency);
        load.of(warmUp(), call);
        return load.of(requests, number -> call.run(warmUp() + number));
    }

    private int warmUp() {
        return Math.min(requests, MOST_WARM_UP);
    }

    /** Both at once: neither keeps the machine busy. */
    private List<JudgeReport.Limit> limits() throws InterruptedException, ExecutionException {
        if (limitSeconds == 0) {
            return List.of();
        }
        var runs = List.of(
                new LimitRun("judge.requests-per-minute", REQUESTS_A_MINUTE, 1),
                new LimitRun("judge.tokens-per-minute", REQUESTS_A_MINUTE * ModelServer.TOKENS, ModelServer.TOKENS));
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            var under = new ArrayList<Future<LimitRun.Minutes>>();
            for (LimitRun run : runs) {
                under.add(
                        threads.submit(() -> run.measure(Duration.ofSeconds(limitSeconds), LIMIT_THREADS, questions)));
            }
            var limits = new ArrayList<JudgeReport.Limit>();
            for (Future<LimitRun.Minutes> each : under) {
                limits.add(JudgeReport.Limit.of(each.get()));
            }
            return limits;
        } finally {
            threads.shutdownNow();
        }
    }

    private Pace told(String subject, Pace pace) {
        spec.commandLine().getErr().printf("%-26s %8.1f/s%n", subject, pace.perSecond());
        return pace;
    }

    private static JudgeReport.Rate rate(Pace pace, double ideal, Pace plain) {
        return new JudgeReport.Rate(
                pace.perSecond(), pace.perSecond() / ideal, pace.perSecond() / plain.perSecond(), pace.cpuMillis());
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + ". Give 1 or more.");
        }
    }
}
