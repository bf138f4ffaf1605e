package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import io.turnstile.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Files that stand beside the splits in a dataset, made from topics of their own. */
public interface ExportPart {

    /** What it is called where its statistics stand. */
    String name();

    /** The topics that it reads: their offsets are fixed together with those of {@code labeled}. */
    List<Topic<?>> topics();

    /**
     * Writes its files, the same for the same offsets. It is not called again once it has returned, also not where an
     * export goes on that was killed.
     *
     * @throws IOException if the disk fails
     */
    Result write(Place place) throws IOException;

    /**
     * Where and from what it is made.
     *
     * @param directory an empty directory: what is in it afterwards goes into the dataset's directory, at the same paths
     * @param work a directory for anything else; what is in it outlives a killed export, and is deleted after it
     * @param cluster what the topics are read from
     * @param offsets by topic name
     * @param splitSeed of the splits
     * @param progress to say how far it is, and to ask whether to stop
     */
    record Place(
            Path directory,
            Path work,
            Cluster cluster,
            Map<String, TopicOffsets> offsets,
            long splitSeed,
            ExportProgress progress) {}

    /**
     * What it wrote.
     *
     * @param rows of its files, by path below the directory
     * @param statistics by name, for {@code dataset_stats.json}
     * @param schemaIds under which the records that it took were written, by the topics' names
     * @param late how many keys of its topics have records behind the offsets only: see {@link LateKeys}
     */
    record Result(
            SortedMap<String, Long> rows,
            SortedMap<String, Long> statistics,
            SortedMap<String, SortedSet<Integer>> schemaIds,
            long late) {}
}
