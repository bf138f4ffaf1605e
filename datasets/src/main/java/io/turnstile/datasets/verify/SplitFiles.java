package io.turnstile.datasets.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files with rows that a manifest lists and that are there.
 *
 * @param files those that can be read
 * @param faults a line for each that cannot
 */
record SplitFiles(List<SplitFile> files, List<String> faults) {

    static SplitFiles open(Connection connection, Path directory, DatasetManifest manifest) {
        var files = new ArrayList<SplitFile>();
        var faults = new ArrayList<String>();
        for (String stem : Dataset.STEMS) {
            for (String ending : List.of(RowSource.PARQUET, RowSource.JSONL)) {
                String name = stem + ending;
                Path path = directory.resolve(name);
                if (manifest.file(name).isPresent() && Files.isRegularFile(path)) {
                    try {
                        files.add(SplitFile.open(connection, stem, path));
                    } catch (SQLException e) {
                        faults.add(name + " cannot be read by DuckDB");
                    }
                }
            }
        }
        return new SplitFiles(files, faults);
    }

    /** The rows of each split. */
    List<SplitRows> read() throws SQLException {
        var splits = new ArrayList<SplitRows>();
        for (SplitFile file : eachOnce()) {
            splits.add(file.read());
        }
        return splits;
    }

    /** The first file of each stem: of two formats, Parquet. */
    List<SplitFile> eachOnce() {
        return Dataset.STEMS.stream()
                .flatMap(stem -> of(stem).stream().limit(1))
                .toList();
    }

    /** Whether both hold the same rows, for each stem that is there in both formats. */
    Map<String, Boolean> inBothFormats() throws SQLException {
        var same = new LinkedHashMap<String, Boolean>();
        for (SplitFile parquet : eachOnce()) {
            List<SplitFile> both = of(parquet.stem());
            if (both.size() == 2) {
                same.put(parquet.stem(), parquet.holdsTheSameAs(both.get(1)));
            }
        }
        return same;
    }

    List<SplitFile> of(String stem) {
        return files.stream().filter(file -> file.stem().equals(stem)).toList();
    }
}
