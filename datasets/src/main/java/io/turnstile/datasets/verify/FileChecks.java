package io.turnstile.datasets.verify;

import io.turnstile.datasets.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files against the manifest's list. */
final class FileChecks {

    private final Path directory;
    private final DatasetManifest manifest;
    private final SplitFiles splits;
    private final FurtherFiles further;

    FileChecks(Path directory, DatasetManifest manifest, SplitFiles splits, FurtherFiles further) {
        this.directory = directory;
        this.manifest = manifest;
        this.splits = splits;
        this.further = further;
    }

    /** No file is missing, and none is there that is not listed. */
    Check complete() throws IOException {
        Set<String> listed =
                manifest.files().stream().map(DatasetManifest.ListedFile::path).collect(Collectors.toSet());
        Set<String> present = present();
        var faults = new ArrayList<String>();
        listed.stream()
                .sorted()
                .filter(path -> !present.contains(path))
                .forEach(path -> faults.add(path + " is missing"));
        present.stream()
                .filter(path -> !listed.contains(path) && !path.equals(DatasetManifest.FILE))
                .forEach(path -> faults.add(path + " is not in the manifest"));
        return Check.of("files", faults, listed.size() + " files");
    }

    /** Those that are there have the bytes that the manifest says. */
    Check unchanged() throws IOException {
        Set<String> present = present();
        var faults = new ArrayList<String>();
        long bytes = 0;
        for (var file : manifest.files()) {
            if (present.contains(file.path())) {
                Path path = directory.resolve(file.path());
                bytes += Files.size(path);
                if (Files.size(path) != file.bytes() || !FileDigest.sha256(path).equals(file.sha256())) {
                    faults.add(file.path() + " was changed");
                }
            }
        }
        return Check.of("sha256", faults, bytes + " bytes");
    }

    /** Only what is found below the directory is looked at, whatever paths a manifest lists. */
    private Set<String> present() throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Every file with rows can be read, and every split has one. */
    Check readable() {
        var faults = new ArrayList<>(splits.faults());
        faults.addAll(further.faults());
        Dataset.STEMS.stream()
                .filter(stem -> splits.of(stem).isEmpty())
                .map(stem -> stem + " has no file")
                .forEach(faults::add);
        return Check.of(
                "readable", faults, splits.files().size() + further.files().size() + " files");
    }

    /** Every file with rows has as many as the manifest says. */
    Check rows() throws SQLException {
        var held = new LinkedHashMap<String, Long>();
        for (SplitFile file : splits.files()) {
            held.put(file.path().getFileName().toString(), file.count());
        }
        for (FurtherFile file : further.files()) {
            held.put(file.name(), file.rows());
        }
        var faults = new ArrayList<String>();
        held.forEach((name, rows) -> {
            long listed = manifest.file(name).orElseThrow().rows().orElse(-1);
            if (rows != listed) {
                faults.add(name + " has " + rows + " rows, the manifest says " + listed);
            }
        });
        long sum = held.values().stream().mapToLong(Long::longValue).sum();
        return Check.of("rows", faults, sum + " rows in " + held.size() + " files");
    }

    /** What stands twice is the same: Parquet and JSONL, and {@code val.jsonl} and {@code validation.jsonl}. */
    Check formats() throws SQLException, IOException {
        var pairs = new LinkedHashMap<>(splits.inBothFormats());
        pairs.putAll(further.inBothFormats());
        var faults = new ArrayList<String>();
        pairs.forEach((stem, isSame) -> {
            if (!isSame) {
                faults.add(stem + RowSource.PARQUET + " and " + stem + RowSource.JSONL + " do not hold the same rows");
            }
        });
        Path copy = directory.resolve("val.jsonl");
        Path original = directory.resolve("validation.jsonl");
        if (Files.isRegularFile(copy) && Files.isRegularFile(original) && Files.mismatch(copy, original) >= 0) {
            faults.add("val.jsonl is not the same as validation.jsonl");
        }
        return Check.of("formats", faults, pairs.size() + " files in both formats");
    }
}
