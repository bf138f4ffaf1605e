package io.turnstile.datasets.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that parts contribute. A part that has written all of its files is not asked again. */
record WrittenParts(ExportResult result, ExportEnvironment environment, ExportProgress progress, WorkFile work) {

    /** Takes them into the dataset; returns the statistics of each part. */
    Map<String, SortedMap<String, Long>> into(OutputDirectory output) throws SQLException, IOException {
        var statistics = new LinkedHashMap<String, SortedMap<String, Long>>();
        for (ExportPart part : environment.parts()) {
            progress.check();
            progress.show("writing " + part.name());
            Path directory = work.directory().resolve("part-" + part.name());
            ExportPart.Result written = written(part, directory);
            for (var file : written.rows().entrySet()) {
                take(file.getKey(), file.getValue(), directory, output);
            }
            statistics.put(part.name(), written.statistics());
        }
        return statistics;
    }

    private ExportPart.Result written(ExportPart part, Path directory) throws SQLException, IOException {
        String fact = "part " + part.name();
        Optional<String> before = work.fact(fact);
        if (before.isPresent()) {
            return read(before.get());
        }
        Path scratch = work.directory().resolve("work-" + part.name());
        Files.createDirectories(directory);
        Files.createDirectories(scratch);
        ExportPart.Result written = part.write(new ExportPart.Place(
                directory,
                scratch,
                environment.cluster(),
                result.targets(),
                result.request().splitSeed(),
                progress));
        work.note(fact, JsonText.compact(Map.of("rows", written.rows(), "statistics", written.statistics())));
        return written;
    }

    private static void take(String path, long rows, Path directory, OutputDirectory output)
            throws SQLException, IOException {
        Optional<DatasetFile> finished = output.finished(path);
        if (finished.isPresent()) {
            output.keep(finished.get());
        } else {
            output.take(path, directory.resolve(path), rows);
        }
    }

    private static ExportPart.Result read(String json) throws JsonProcessingException {
        var maps = new JsonMapper().readValue(json, new TypeReference<Map<String, TreeMap<String, Long>>>() {});
        return new ExportPart.Result(maps.get("rows"), maps.get("statistics"));
    }
}
