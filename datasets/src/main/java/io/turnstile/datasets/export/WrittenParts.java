package io.turnstile.datasets.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files that parts contribute. A part that has written all of its files is not asked again. */
record WrittenParts(ExportResult result, ExportEnvironment environment, ExportProgress progress, WorkFile work) {

    /** Takes them into the dataset; returns what each part wrote. */
    Map<String, ExportPart.Result> into(OutputDirectory output) throws SQLException, IOException {
        var results = new LinkedHashMap<String, ExportPart.Result>();
        for (ExportPart part : environment.parts()) {
            progress.check();
            progress.show("writing " + part.name());
            Path directory = work.directory().resolve("part-" + part.name());
            ExportPart.Result written = written(part, directory);
            for (var file : written.rows().entrySet()) {
                take(file.getKey(), file.getValue(), directory, output);
            }
            results.put(part.name(), written);
        }
        return results;
    }

    private ExportPart.Result written(ExportPart part, Path directory) throws SQLException, IOException {
        String fact = WorkFile.PART + part.name();
        Optional<String> before = work.fact(fact);
        if (before.isPresent()) {
            return read(before.get());
        }
        Path scratch = work.directory().resolve("work-" + part.name());
        var deadline = TombstoneDeadline.of(
                work, part.topics().stream().map(Topic::name).toList(), environment);
        if (Files.exists(scratch) && deadline.isPassed()) {
            WorkFile.deleteAll(scratch);
        }
        if (!Files.exists(scratch)) {
            deadline.begin();
        }
        Files.createDirectories(directory);
        Files.createDirectories(scratch);
        ExportPart.Result written = part.write(new ExportPart.Place(
                directory,
                scratch,
                environment.cluster(),
                result.targets(),
                result.request().splitSeed(),
                progress));
        deadline.require();
        work.note(fact, JsonText.compact(written));
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
        return new JsonMapper().readValue(json, ExportPart.Result.class);
    }
}
