package io.turnstile.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.turnstile.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures balance: labelled turns into the samples of two plans, as a ratio to copying the same turns. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        description =
                "Measures what balance costs: labelled first turns into the two session plans of 100,000, as a ratio"
                        + " to copying the same turns. Both run in a process of their own with 512 MB of heap.")
final class BalanceCommand implements Callable<Integer> {

    private static final double MB = 1024 * 1024;

    @Option(names = "--turns", description = "Labelled turns. Default: ${DEFAULT-VALUE}.")
    private int turns = 300_000;

    @Option(names = "--repeat", description = "Measured pairs. Default: ${DEFAULT-VALUE}.")
    private int repeat = 3;

    @Option(names = "--json", description = "Writes every pair to this file as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private record Pair(BalanceMeasurement copy, BalanceMeasurement balance) {

        private double ratio() {
            return balance.seconds() / copy.seconds();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (turns < 1 || repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--turns and --repeat are 1 or more.");
        }
        var pairs = new ArrayList<Pair>();
        for (int pair = 0; pair < repeat; pair++) {
            pairs.add(pair(pair));
        }
        double[] ratios = pairs.stream().mapToDouble(Pair::ratio).sorted().toArray();
        print(
                "ratio of times, balance to copy: %.2f (%.2f-%.2f)",
                ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), pairs);
        }
        return 0;
    }

    /** On a broker of its own: what an earlier pair left on the broker's heap and disk is no part of this one. */
    private Pair pair(int number) throws IOException, InterruptedException, ExecutionException {
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
            boolean isCopyFirst = number % 2 == 0;
            BalanceMeasurement first = run(broker, isCopyFirst ? BalanceSubject.COPY : BalanceSubject.BALANCE);
            BalanceMeasurement second = run(broker, isCopyFirst ? BalanceSubject.BALANCE : BalanceSubject.COPY);
            return isCopyFirst ? new Pair(first, second) : new Pair(second, first);
        }
    }

    private BalanceMeasurement run(EmbeddedBroker broker, BalanceSubject subject)
            throws IOException, InterruptedException, ExecutionException {
        BalanceMeasurement measured = new BalanceRun(broker.bootstrapServers(), subject, turns).measure();
        print(
                "%-8s %6.1f s  %,9.0f turns/s  CPU %5.1f s  heap peak %4.0f MB, live %4.0f MB  resident %4.0f MB",
                subject,
                measured.seconds(),
                measured.turns() / measured.seconds(),
                measured.cpuSeconds(),
                measured.peakHeapBytes() / MB,
                measured.liveHeapBytes() / MB,
                measured.peakResidentBytes() / MB);
        return measured;
    }

    private void print(String format, Object... arguments) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
