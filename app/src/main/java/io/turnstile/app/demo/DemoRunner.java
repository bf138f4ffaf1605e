package io.turnstile.app.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.Progress;
import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GroundTruth;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabeledTurn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a demo and shows what came of it. */
public final class DemoRunner {

    private static final int DIFFERENCES_SHOWN = 20;

    private final Settings settings;
    private final Progress progress;
    private final PrintWriter out;
    private final BooleanSupplier isStopped;

    public DemoRunner(Settings settings, Progress progress, PrintWriter out, BooleanSupplier isStopped) {
        this.settings = settings;
        this.progress = progress;
        this.out = out;
        this.isStopped = isStopped;
    }

    /**
     * What is shown and kept.
     *
     * @param directory where files go; null for none
     * @param isJson whether the summary is printed as JSON, on one line
     * @param isKept whether broker and registry stay up; their addresses are then the second line of JSON
     */
    public record Output(Path directory, boolean isJson, boolean isKept) {}

    /**
     * Where rows come from, and which way they take.
     *
     * @param isThroughKusto whether they are ingested into the embedded Kusto and read from there
     */
    public record Input(TelemetrySource source, boolean isThroughKusto) {}

    /**
     * Runs it; false if the source knows its truth and the result is another, or if a dataset is not as it should be.
     *
     * @throws ConfigurationException if datasets of another run are where this one's would go
     */
    public boolean run(Input input, Output output) throws IOException, InterruptedException, ExecutionException {
        if (output.directory() != null) {
            DemoDatasets.requireNone(output.directory());
        }
        try (var demo = new Demo(settings, progress, isStopped)) {
            demo.start();
            Demo.DemoRun run = input.isThroughKusto() ? demo.runThroughKusto(input.source()) : demo.run(input.source());
            Optional<GroundTruth> truth = input.source() instanceof GeneratedTelemetry generated
                    ? Optional.of(generated.groundTruth())
                    : Optional.empty();
            boolean isAsExpected = show(demo, run, truth, output);
            if (output.isKept()) {
                keep(demo, output.isJson());
            }
            return isAsExpected;
        } catch (CancellationException e) {
            progress.end("stopped; nothing is left behind");
            return true;
        }
    }

    private boolean show(Demo demo, Demo.DemoRun run, Optional<GroundTruth> truth, Output output) throws IOException {
        Optional<TruthCheck> check = truth.map(known -> new TruthCheck(
                known, Redaction.of(RedactionConfiguration.from(settings)).keepsIdentities()));
        var listeners = new ArrayList<Results.Listener>();
        check.ifPresent(listeners::add);
        DemoSummary summary;
        if (output.directory() == null) {
            summary = demo.summarise(run, new All(listeners));
        } else {
            try (var files = OutputFiles.in(output.directory())) {
                listeners.add(files);
                summary = demo.summarise(run, new All(listeners));
                summary = summary.with(datasets(demo).write(output.directory()));
                files.write(summary);
                if (truth.isPresent()) {
                    files.write(truth.get());
                }
            }
            progress.end("files are in " + output.directory());
        }
        print(summary, output.isJson());
        boolean isVerified = isVerified(summary.datasets());
        return (check.isEmpty() || isTrue(check.get().differences(summary))) && isVerified;
    }

    private DemoDatasets datasets(Demo demo) {
        return new DemoDatasets(settings, demo.cluster(), new ExportProgress() {
            @Override
            public void show(String text) {
                progress.show(text);
            }

            @Override
            public boolean isStopped() {
                return isStopped.getAsBoolean();
            }
        });
    }

    private boolean isVerified(List<DatasetNote> datasets) {
        List<DatasetNote> wrong = datasets.stream()
                .filter(dataset -> !dataset.failedChecks().isEmpty())
                .toList();
        wrong.forEach(dataset -> progress.end(
                "the dataset in " + dataset.directory() + " is NOT as it should be: 'turnstile export verify "
                        + dataset.directory() + "' says more about " + String.join(", ", dataset.failedChecks())));
        return wrong.isEmpty();
    }

    private void print(DemoSummary summary, boolean isJson) throws IOException {
        print(isJson ? json(summary) : SummaryTable.of(summary));
    }

    /** Whoever reads it through a pipe waits for it. */
    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private static String json(Object value) throws IOException {
        return JsonMapper.builder().build().writeValueAsString(value) + "\n";
    }

    /** Where a demo that stays up can be reached. */
    private record Addresses(String bootstrapServers, String registryUrl) {}

    private boolean isTrue(List<String> differences) {
        if (differences.isEmpty()) {
            progress.end("equal to the generator's ground truth: every conversation, turn, delta and label");
            return true;
        }
        progress.end("NOT equal to the generator's ground truth, in " + differences.size() + " places:");
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(difference -> progress.end("  " + difference));
        return false;
    }

    private void keep(Demo demo, boolean isJson) throws IOException, InterruptedException {
        if (isJson) {
            Cluster cluster = demo.cluster();
            print(json(new Addresses(cluster.bootstrapServers(), cluster.registryUrl())));
        }
        progress.end("still up; Ctrl-C stops it and leaves nothing behind. In another terminal:");
        progress.end("  ./turnstile tail labeled --from-beginning --max 3 --bootstrap-servers "
                + demo.cluster().bootstrapServers() + " --registry "
                + demo.cluster().registryUrl());
        demo.kustoUrl()
                .ifPresent(url ->
                        progress.end("  ./turnstile query run production/sft_nested_json_simple --cluster " + url));
        var never = new CountDownLatch(1);
        while (!isStopped.getAsBoolean()) {
            never.await(200, TimeUnit.MILLISECONDS);
        }
    }

    /** Tells several listeners. */
    private record All(List<Results.Listener> listeners) implements Results.Listener {

        @Override
        public void complete(Conversation conversation) {
            each(listener -> listener.complete(conversation));
        }

        @Override
        public void partial(Conversation conversation) {
            each(listener -> listener.partial(conversation));
        }

        @Override
        public void labeled(LabeledTurn turn) {
            each(listener -> listener.labeled(turn));
        }

        private void each(Consumer<Results.Listener> call) {
            listeners.forEach(call);
        }
    }
}
