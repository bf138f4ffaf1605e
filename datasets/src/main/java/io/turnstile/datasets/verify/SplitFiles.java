package io.turnstile.datasets.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
            for (String ending : List.of(SplitFile.PARQUET, SplitFile.JSONL)) {
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

    /** Every split has a file that can be read. */
    Check check() {
        var all = new ArrayList<>(faults);
        Dataset.STEMS.stream()
                .filter(stem -> of(stem).isEmpty())
                .map(stem -> stem + " has no file")
                .forEach(all::add);
        return Check.of("readable", all, files.size() + " files");
    }

    /** The rows of each split, from its first file: of two formats, Parquet. */
    List<SplitRows> read() throws SQLException {
        var splits = new ArrayList<SplitRows>();
        for (String stem : Dataset.STEMS) {
            List<SplitFile> ofStem = of(stem);
            if (!ofStem.isEmpty()) {
                splits.add(ofStem.get(0).read());
            }
        }
        return splits;
    }

    List<SplitFile> of(String stem) {
        return files.stream().filter(file -> file.stem().equals(stem)).toList();
    }
}
