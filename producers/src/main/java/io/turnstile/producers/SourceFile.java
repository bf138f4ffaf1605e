package io.turnstile.producers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file to be read.
 *
 * @param path where it is
 * @param name what it is called in places and logs: relative to the folder that was named, because a full path tells
 *     who the user is
 */
public record SourceFile(Path path, String name) {

    /**
     * The files that are meant by files and folders. A file is taken whatever its name; a folder gives the files in it
     * and below that end in one of the extensions, sorted by name. A file named twice is taken once.
     *
     * @param extensions with their dot, in lower case
     * @throws SourceException if a place does not exist or a folder cannot be listed
     */
    public static List<SourceFile> in(List<Path> places, List<String> extensions) {
        Map<Path, SourceFile> files = new LinkedHashMap<>();
        for (Path place : places) {
            for (SourceFile file : at(place, extensions)) {
                files.putIfAbsent(file.path().toAbsolutePath().normalize(), file);
            }
        }
        return List.copyOf(files.values());
    }

    private static List<SourceFile> at(Path place, List<String> extensions) {
        if (Files.isDirectory(place)) {
            return below(place, extensions);
        }
        if (Files.exists(place)) {
            return List.of(new SourceFile(place, place.getFileName().toString()));
        }
        throw new SourceException("There is no file or folder " + place + ". Check the path.");
    }

    private static List<SourceFile> below(Path folder, List<String> extensions) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> extensions.stream()
                            .anyMatch(path.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .map(path -> new SourceFile(
                            path, folder.relativize(path).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException(
                    "The folder " + folder + " cannot be listed: " + e.getMessage() + ". Check its permissions.", e);
        }
    }
}
