package io.turnstile.datasets.export;

import io.turnstile.plan.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The files of a dataset, in the order in which they are written. The manifest comes last. */
final class DatasetFiles {

    private static final String VALIDATION_COPY = "val.jsonl";

    private final ExportResult result;
    private final ExportEnvironment environment;
    private final ExportProgress progress;
    private final WorkFile work;
    private final OutputDirectory output;

    DatasetFiles(ExportResult result, ExportEnvironment environment, ExportProgress progress, WorkFile work) {
        this.result = result;
        this.environment = environment;
        this.progress = progress;
        this.work = work;
        this.output = new OutputDirectory(result.request().directory(), work);
    }

    /**
     * What is there then.
     *
     * @param files all
     * @param late by part, how many keys have records behind the offsets only
     */
    record Written(List<DatasetFile> files, SortedMap<String, Long> late) {}

    /** Writes what is not finished. */
    Written write() throws SQLException, IOException {
        splits();
        var ofParts = new WrittenParts(result, environment, progress, work).into(output);
        statistics(ofParts);
        var schemaIds = new TreeMap<String, SortedSet<Integer>>(
                Map.of(result.topic(), result.contents().schemaIds()));
        ofParts.values().forEach(part -> schemaIds.putAll(part.schemaIds()));
        output.addText("label_mapping.json", LabelMapping.text());
        output.addText(
                "export_config.json", ExportConfigText.file(result.request(), environment.clusters(result.request())));
        output.addText("README.md", DatasetCard.of(result, output.files().values()));
        output.addText(
                DatasetExport.MANIFEST,
                Manifest.of(result, schemaIds, output.files().values()));
        var late = new TreeMap<String, Long>();
        ofParts.forEach((name, part) -> late.put(name, part.late()));
        return new Written(List.copyOf(output.files().values()), late);
    }

    private void splits() throws SQLException, IOException {
        for (String stem : DrawnRows.stems()) {
            progress.check();
            progress.show("writing " + stem);
            long rows = areFinished(stem) ? 0 : DrawnRows.layOut(work, stem);
            for (FileFormat format : result.request().formats()) {
                progress.check();
                output.add(format.file(stem), file -> {
                    DrawnRows.copy(work, format, file);
                    return rows;
                });
            }
        }
        if (result.request().formats().contains(FileFormat.JSONL)) {
            String validation = FileFormat.JSONL.file(Names.of(Split.VALIDATION));
            Path written = result.request().directory().resolve(validation);
            output.add(VALIDATION_COPY, file -> {
                Files.copy(written, file);
                return output.files().get(validation).rows();
            });
        }
    }

    private void statistics(Map<String, ExportPart.Result> ofParts) throws SQLException, IOException {
        progress.check();
        progress.show("counting");
        Statistics statistics = Statistics.of(work);
        var statisticsOfParts = new LinkedHashMap<String, SortedMap<String, Long>>();
        ofParts.forEach((name, part) -> statisticsOfParts.put(name, part.statistics()));
        output.addText("dataset_stats.json", statistics.json(statisticsOfParts));
        for (var plot : Plots.of(statistics).entrySet()) {
            output.addText(plot.getKey(), plot.getValue());
        }
    }

    private boolean areFinished(String stem) throws SQLException, IOException {
        for (FileFormat format : result.request().formats()) {
            if (output.finished(format.file(stem)).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
