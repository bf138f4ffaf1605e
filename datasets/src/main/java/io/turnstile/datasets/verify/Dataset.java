package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A dataset as it was read. */
record Dataset(Path directory, DatasetManifest manifest, List<SplitRows> splits) {

    /** The stems of the files that hold rows. */
    static final List<String> STEMS = List.of("train", "validation", "test", "validation.natural", "test.natural");

    /** All rows, each message once a split: a row of a balanced split can stand in the natural one too. */
    Stream<SplitRow> distinctRows() {
        Map<List<String>, SplitRow> distinct = new LinkedHashMap<>();
        for (SplitRows split : splits) {
            for (int i = 0; i < split.rows().size(); i++) {
                DatasetRow row = split.rows().get(i);
                // A row without an id stands for itself.
                String id = row.messageId() == null ? split.stem() + " row " + i : row.messageId();
                distinct.putIfAbsent(List.of(split.split(), id), new SplitRow(split.split(), row));
            }
        }
        return distinct.values().stream();
    }

    /** A row and the split that its file is of. */
    record SplitRow(String split, DatasetRow row) {}
}
