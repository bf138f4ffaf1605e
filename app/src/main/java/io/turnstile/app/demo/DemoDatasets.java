package io.turnstile.app.demo;

import io.turnstile.app.ConfiguredExport;
import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.datasets.export.DatasetExport;
import io.turnstile.datasets.export.ExportException;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.datasets.export.ExportRequest;
import io.turnstile.datasets.export.ExportSummary;
import io.turnstile.datasets.export.FileFormat;
import io.turnstile.datasets.export.ShortfallPolicy;
import io.turnstile.datasets.verify.Check;
import io.turnstile.datasets.verify.DatasetVerification;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Exports the dataset of every configured plan, and verifies each. */
record DemoDatasets(Settings settings, Cluster cluster, ExportProgress progress) {

    private static final String FOLDER = "datasets";
    private static final String PLOTS = "plots/";

    /** @throws ConfigurationException if there are datasets already: they are not overwritten */
    static void requireNone(Path directory) throws IOException {
        Path datasets = directory.resolve(FOLDER);
        if (Files.exists(datasets)) {
            throw new ConfigurationException("In " + datasets
                    + " there are datasets of another run. Give another --out, or" + " delete that folder.");
        }
    }

    /**
     * Writes them, each in a folder of its plan's name. The pipeline is at rest: all of them are of one state.
     *
     * @throws ExportException if one did not come about; but where there are too few turns for one, its note says so
     * @throws CancellationException if it is stopped early; no dataset is left then
     */
    List<DatasetNote> write(Path directory) throws IOException {
        try {
            return written(directory);
        } catch (ExportException e) {
            if (e.reason() != ExportException.Reason.STOPPED) {
                throw e;
            }
            delete(directory.resolve(FOLDER));
            throw new CancellationException("stopped");
        }
    }

    private List<DatasetNote> written(Path directory) {
        Plans plans = Plans.from(settings);
        var notes = new ArrayList<DatasetNote>();
        for (Plan plan : plans.plans()) {
            progress.check();
            progress.show("exporting plan " + plan.name());
            notes.add(
                    exported(plan, plans.splitSeed(), directory.resolve(FOLDER).resolve(plan.name())));
        }
        return notes;
    }

    private static void delete(Path datasets) throws IOException {
        if (Files.exists(datasets)) {
            try (var paths = Files.walk(datasets)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private DatasetNote exported(Plan plan, long splitSeed, Path directory) {
        var request = new ExportRequest(
                plan,
                splitSeed,
                directory,
                Optional.empty(),
                EnumSet.allOf(FileFormat.class),
                ShortfallPolicy.SHRINK,
                ExportRequest.Options.DEFAULT);
        try {
            ExportSummary summary = DatasetExport.run(request, ConfiguredExport.of(settings, cluster), progress);
            return note(summary, failedChecks(directory));
        } catch (ExportException e) {
            if (e.reason() != ExportException.Reason.SHORTFALL) {
                throw e;
            }
            return new DatasetNote(plan.name(), null, 0, plan.size(), Map.of(), false, List.of());
        }
    }

    private List<String> failedChecks(Path directory) {
        progress.show("verifying " + directory);
        return DatasetVerification.of(directory).checks().stream()
                .filter(check -> !check.isPassed())
                .map(Check::name)
                .toList();
    }

    private static DatasetNote note(ExportSummary summary, List<String> failedChecks) {
        var drawn = new LinkedHashMap<String, int[]>();
        summary.shares()
                .forEach(share -> drawn.computeIfAbsent(share.split(), any -> new int[2])[
                                share.labelName().equals("reasoning") ? 0 : 1] =
                        share.drawn());
        var balance = new LinkedHashMap<String, DatasetNote.Classes>();
        drawn.forEach((split, classes) -> balance.put(split, new DatasetNote.Classes(classes[0], classes[1])));
        return new DatasetNote(
                summary.plan(),
                summary.directory().toString(),
                summary.size(),
                summary.askedSize(),
                balance,
                summary.files().stream().anyMatch(file -> file.path().startsWith(PLOTS)),
                failedChecks);
    }
}
