package io.turnstile.datasets.export;

import io.turnstile.datasets.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directory of a dataset. A file is there whole or not at all: it is written in the work directory and renamed. One that
 * is finished is not written again.
 */
final class OutputDirectory {

    private final Path directory;
    private final WorkFile work;
    private final SortedMap<String, DatasetFile> files = new TreeMap<>();

    OutputDirectory(Path directory, WorkFile work) {
        this.directory = directory;
        this.work = work;
    }

    /** Writes a file; returns how many rows it holds, null where it holds none. */
    interface Writing {
        Long to(Path file) throws IOException, SQLException;
    }

    /** The files so far, by path. */
    SortedMap<String, DatasetFile> files() {
        return files;
    }

    /** Has the file written, unless it is finished. */
    void add(String path, Writing writing) throws IOException, SQLException {
        Optional<DatasetFile> finished = finished(path);
        if (finished.isPresent()) {
            files.put(path, finished.get());
            return;
        }
        Path unfinished = work.directory().resolve("unfinished");
        Files.deleteIfExists(unfinished);
        Long rows = writing.to(unfinished);
        take(path, unfinished, rows);
    }

    /** Has a file of text written, unless it is finished. */
    void addText(String path, String text) throws IOException, SQLException {
        add(path, file -> {
            Files.writeString(file, text);
            return null;
        });
    }

    /** Moves a file that was written elsewhere into the directory. */
    void take(String path, Path unfinished, Long rows) throws IOException, SQLException {
        var file = new DatasetFile(path, FileDigest.sha256(unfinished), Files.size(unfinished), rows);
        // Noted first: what is noted and not there is written again, what is there and not noted would be lost track
        // of.
        note(file);
        Path place = directory.resolve(path);
        Files.createDirectories(place.getParent());
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        files.put(path, file);
    }

    /** Counts a file that was finished before. */
    void keep(DatasetFile file) {
        files.put(file.path(), file);
    }

    /** The file as it was finished; empty where it was not, or is not there any more. */
    Optional<DatasetFile> finished(String path) throws IOException, SQLException {
        try (PreparedStatement statement =
                work.connection().prepareStatement("SELECT path, sha256, bytes, held FROM finished WHERE path = ?")) {
            statement.setString(1, path);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var file = new DatasetFile(
                        rows.getString(1), rows.getString(2), rows.getLong(3), (Long) rows.getObject(4));
                Path place = directory.resolve(path);
                return Optional.of(file)
                        .filter(any -> Files.exists(place))
                        .filter(any -> place.toFile().length() == file.bytes());
            }
        }
    }

    private void note(DatasetFile file) throws SQLException {
        try (PreparedStatement statement =
                work.connection().prepareStatement("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)")) {
            statement.setString(1, file.path());
            statement.setString(2, file.sha256());
            statement.setLong(3, file.bytes());
            statement.setObject(4, file.rows());
            statement.execute();
        }
    }
}
