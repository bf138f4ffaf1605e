package io.turnstile.datasets.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files with rows that a manifest lists and that are there, without those of the splits.
 *
 * @param files those that can be read
 * @param faults a line for each that cannot
 */
record FurtherFiles(List<FurtherFile> files, List<String> faults) {

    static FurtherFiles open(Connection connection, Path directory, DatasetManifest manifest) {
        var files = new ArrayList<FurtherFile>();
        var faults = new ArrayList<String>();
        for (String name : names(directory, manifest)) {
            if (!RowSource.isParquet(name) && !name.endsWith(RowSource.JSONL)) {
                faults.add(name + " has rows, and is neither Parquet nor JSON lines");
                continue;
            }
            try {
                files.add(FurtherFile.open(connection, directory, name));
            } catch (SQLException e) {
                faults.add(name + " cannot be read by DuckDB");
            }
        }
        return new FurtherFiles(files, faults);
    }

    private static List<String> names(Path directory, DatasetManifest manifest) {
        return manifest.files().stream()
                .filter(file -> file.rows().isPresent())
                .map(DatasetManifest.ListedFile::path)
                .filter(name -> !isOfSplit(name) && isThere(directory, name))
                .toList();
    }

    private static boolean isOfSplit(String name) {
        return Dataset.STEMS.stream()
                .anyMatch(stem -> name.equals(stem + RowSource.PARQUET) || name.equals(stem + RowSource.JSONL));
    }

    private static boolean isThere(Path directory, String name) {
        Path path = directory.resolve(name);
        return path.normalize().startsWith(directory) && Files.isRegularFile(path);
    }

    /** Those that are the only one of their stem, and of two formats Parquet. */
    List<FurtherFile> eachOnce() {
        return files.stream()
                .filter(file -> RowSource.isParquet(file.name())
                        || find(file.stem() + RowSource.PARQUET).isEmpty())
                .toList();
    }

    /** Whether both hold the same rows, for each stem that is there in both formats. */
    Map<String, Boolean> inBothFormats() {
        var same = new LinkedHashMap<String, Boolean>();
        for (FurtherFile file : eachOnce()) {
            find(file.stem() + RowSource.JSONL)
                    .filter(jsonl -> RowSource.isParquet(file.name()))
                    .ifPresent(jsonl -> same.put(file.stem(), isSame(file, jsonl)));
        }
        return same;
    }

    /** Text where Parquet has a number cannot even be compared. */
    private static boolean isSame(FurtherFile parquet, FurtherFile jsonl) {
        try {
            return parquet.holdsTheSameAs(jsonl);
        } catch (SQLException e) {
            return false;
        }
    }

    private Optional<FurtherFile> find(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
