package io.turnstile.datasets.export;

import java.util.Map;
import java.util.SortedMap;

/**
 * All that is known of an export before its files are written.
 *
 * @param topic the full name of {@code labeled}
 * @param targets up to where the topics were read
 * @param contents of the snapshot
 * @param draw what is taken
 * @param judges who gave the labels of what is taken
 * @param nearDuplicates what came of them
 * @param nearDuplicateSettings by which they were found
 */
record ExportResult(
        ExportRequest request,
        String topic,
        SortedMap<String, TopicOffsets> targets,
        Snapshot.Contents contents,
        Draw draw,
        JudgesOfRows judges,
        NearDuplicates.Counts nearDuplicates,
        Map<String, Number> nearDuplicateSettings) {}
