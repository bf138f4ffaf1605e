package io.turnstile.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The unpacked schema registry.
 *
 * @param directory what the build unpacks the registry's archive into
 * @param runner the jar in it that starts the registry
 */
record RegistryHome(Path directory, Path runner) {

    private static final String RUNNER = "apicurio-registry-app-*-runner.jar";

    private static final String HOW_TO_UNPACK = "Run 'mvn -pl embedded process-resources', which unpacks it into"
            + " embedded/target/registry, and start with -D" + EmbeddedConfiguration.REGISTRY_HOME_PROPERTY
            + "=<that directory>.";

    /** @throws EmbeddedStartException if the property is unset, or names no unpacked registry */
    static RegistryHome fromSystemProperty() {
        String home = System.getProperty(EmbeddedConfiguration.REGISTRY_HOME_PROPERTY);
        if (home == null || home.isBlank()) {
            throw new EmbeddedStartException("System property " + EmbeddedConfiguration.REGISTRY_HOME_PROPERTY
                    + " is not set; it names the directory of the unpacked schema registry. " + HOW_TO_UNPACK);
        }
        return of(Path.of(home));
    }

    /** @throws EmbeddedStartException if the directory does not hold exactly one registry */
    static RegistryHome of(Path directory) {
        var runners = runnersIn(directory);
        if (runners.isEmpty()) {
            throw new EmbeddedStartException(
                    "There is no schema registry in " + directory + " (no " + RUNNER + "). " + HOW_TO_UNPACK);
        }
        if (runners.size() > 1) {
            throw new EmbeddedStartException("There are several versions of the schema registry in " + directory + ": "
                    + runners + ". Delete the directory. " + HOW_TO_UNPACK);
        }
        return new RegistryHome(directory, runners.get(0));
    }

    private static List<Path> runnersIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var matcher = directory.getFileSystem().getPathMatcher("glob:" + RUNNER);
        try (var files = Files.list(directory)) {
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .map(Path::toAbsolutePath)
                    .toList();
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "The schema registry's directory " + directory + " cannot be read (" + e
                            + "). Check its permissions.",
                    e);
        }
    }
}
