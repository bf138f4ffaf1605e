package io.turnstile.datasets.export;

import io.turnstile.config.ConfigurationException;
import io.turnstile.plan.Candidates;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * Exports a dataset: the labelled turns that a plan draws from topic {@code labeled} as it stands at fixed offsets. The same
 * offsets give the same files, byte for byte.
 *
 * <p>A killed export goes on where it was: the offsets are written down before anything is read, how far it has been read is
 * committed with what was read, and a file is there whole or not at all.
 */
public final class DatasetExport {

    /** The file that is written last: where it is, the export is finished. */
    public static final String MANIFEST = "manifest.json";

    /** The name of a fact. */
    private static final String TOPIC_IDS = "topic ids";

    private final ExportRequest request;
    private final ExportEnvironment environment;
    private final ExportProgress progress;
    private final Topic<LabeledTurn> labeled;
    private final WorkFile work;
    private final TopicReader reader;

    private DatasetExport(
            ExportRequest request,
            ExportEnvironment environment,
            ExportProgress progress,
            WorkFile work,
            TopicReader reader) {
        this.request = request;
        this.environment = environment;
        this.progress = progress;
        this.labeled = environment.topics().labeled();
        this.work = work;
        this.reader = reader;
    }

    /**
     * Exports.
     *
     * @throws ConfigurationException if the directory holds a finished export, another one, or something else
     * @throws ExportException if it did not come about, with the reason
     */
    public static ExportSummary run(ExportRequest request, ExportEnvironment environment, ExportProgress progress) {
        Path directory = request.directory();
        boolean isNew = !Files.exists(directory);
        try {
            requireOurs(directory);
            ExportSummary summary = export(request, environment, progress);
            WorkFile.delete(directory);
            return summary;
        } catch (ExportException e) {
            if (e.isRefusal()) {
                leaveNothing(directory, isNew, e);
            }
            throw e;
        } catch (SQLException | IOException e) {
            throw new ExportException(
                    "The files in " + directory + " cannot be written: " + e.getMessage()
                            + ". Mend the cause; the same command goes on where it stopped.",
                    e);
        } catch (KafkaException e) {
            throw new ExportException(
                    "The labels cannot be read: " + e.getMessage()
                            + ". Check bootstrap.servers and the permission to read; the same command goes on where it"
                            + " stopped.",
                    e);
        }
    }

    private static void requireOurs(Path directory) throws IOException {
        if (Files.exists(directory.resolve(MANIFEST))) {
            // It may have been killed in its last moment, and the work file holds texts.
            WorkFile.delete(directory);
            throw new ConfigurationException(
                    "In " + directory + " there is a finished export. Give another directory, or delete that one.");
        }
        if (Files.exists(directory) && !Files.exists(WorkFile.directory(directory))) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new ConfigurationException("The directory " + directory
                            + " is not empty, and what is in it is no export. Give another directory.");
                }
            }
        }
    }

    /** Where nothing was to be written, nothing stays. */
    private static void leaveNothing(Path directory, boolean isNew, ExportException refusal) {
        try {
            WorkFile.delete(directory);
            if (isNew) {
                Files.delete(directory);
            }
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
    }

    private static ExportSummary export(ExportRequest request, ExportEnvironment environment, ExportProgress progress)
            throws SQLException, IOException {
        try (WorkFile work = WorkFile.open(
                        request.directory(),
                        environment.configuration(),
                        ExportConfigText.identity(request, environment));
                var reader = new TopicReader(environment.cluster())) {
            return new DatasetExport(request, environment, progress, work, reader).export();
        }
    }

    private ExportSummary export() throws SQLException, IOException {
        ExportResult result = drawn();
        long late = LateKeys.count(
                work.connection(),
                "record",
                "message_id",
                reader,
                result.targets().get(labeled.name()),
                progress);
        DatasetFiles files = new DatasetFiles(result, environment, progress, work);
        DatasetFiles.Written written = files.write();
        return Summaries.of(result, late, written);
    }

    /** Reads and draws, until there is enough or what there is will do. */
    private ExportResult drawn() throws SQLException {
        var serde = new AvroSerdes(environment.cluster().registryUrl()).valueSerde(labeled);
        var snapshot = new Snapshot(
                work,
                new Candidates(request.plan().pool(), request.splitSeed()),
                serde.deserializer(),
                environment.configuration().batchRecords(),
                TombstoneDeadline.of(work, List.of(labeled.name()), environment));
        SortedMap<String, TopicOffsets> targets = fixedTargets();
        while (true) {
            snapshot.read(reader, targets.get(labeled.name()), progress);
            Drawing drawing = Drawing.of(work, snapshot, request, environment.clusters(request), progress);
            Draw draw = Shortfalls.settle(drawing.draw(), drawing.candidates(), request);
            if (draw.shortfalls().isEmpty() || request.onShortfall() != ShortfallPolicy.WAIT) {
                return result(snapshot, targets, draw, drawing.nearDuplicates());
            }
            reader.awaitMore(targets.get(labeled.name()), progress, Shortfalls.text(draw));
            targets = newTargets();
        }
    }

    private ExportResult result(
            Snapshot snapshot, SortedMap<String, TopicOffsets> targets, Draw draw, NearDuplicates.Counts nearDuplicates)
            throws SQLException {
        DrawnRows.write(work, draw);
        JudgesOfRows judges = JudgesOfRows.in(work);
        judges.requireOne(request);
        judges.requireReleased(request.options());
        return new ExportResult(
                request,
                labeled.name(),
                targets,
                snapshot.contents(),
                draw,
                judges,
                nearDuplicates,
                environment.clusters(request).settings());
    }

    /** Up to where to read: what was fixed before, or what is fixed now. */
    private SortedMap<String, TopicOffsets> fixedTargets() throws SQLException {
        SortedMap<String, TopicOffsets> fixed = work.targets();
        if (!fixed.isEmpty()) {
            requireSameTopics();
            return fixed;
        }
        work.note(TOPIC_IDS, topicIds());
        return newTargets();
    }

    private SortedMap<String, TopicOffsets> newTargets() throws SQLException {
        Instant now = environment.clock().instant();
        SortedMap<String, TopicOffsets> ends = ends();
        work.fix(ends, now);
        return ends;
    }

    private String topicIds() {
        return TopicFacts.ids(environment.cluster(), environment.topicNames()).toString();
    }

    /** @throws ExportException if a topic was made again under its name, or is another cluster's */
    private void requireSameTopics() throws SQLException {
        String now = topicIds();
        String before = work.fact(TOPIC_IDS).orElseThrow();
        if (!now.equals(before)) {
            throw new ExportException(
                    ExportException.Reason.FAILED,
                    "The topics are not those that this export began with: their ids were " + before + " and are "
                            + now + ". Check bootstrap.servers, or delete "
                            + WorkFile.directory(request.directory()) + " and begin again.");
        }
    }

    private SortedMap<String, TopicOffsets> ends() {
        var ends = new TreeMap<String, TopicOffsets>();
        ends.put(labeled.name(), reader.ends(labeled.name(), request.at()));
        for (ExportPart part : environment.parts()) {
            part.topics().forEach(topic -> ends.put(topic.name(), reader.ends(topic.name(), request.at())));
        }
        return ends;
    }
}
