package io.turnstile.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a cluster, or a broker alone, until it is killed or its input ends. */
final class ClusterProcess {

    private ClusterProcess() {}

    /** With a directory: a cluster on it. Without: a temporary broker. Prints one line when it runs. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            try (var broker = EmbeddedBroker.startTemporary()) {
                System.out.println(broker.bootstrapServers());
                System.in.transferTo(OutputStream.nullOutputStream());
            }
            return;
        }
        var configuration = EmbeddedConfiguration.temporary().withDataDirectory(Path.of(arguments[0]));
        try (var cluster = EmbeddedCluster.start(configuration)) {
            System.out.println(cluster.bootstrapServers() + " " + cluster.registryUrl() + " "
                    + cluster.registryProcess().pid());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** @param temporaryDirectory what the process takes for the system's directory of temporary files */
    static Process start(Path temporaryDirectory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporaryDirectory,
                "-D" + EmbeddedConfiguration.REGISTRY_HOME_PROPERTY + "="
                        + System.getProperty(EmbeddedConfiguration.REGISTRY_HOME_PROPERTY),
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The words of the line that it prints once it runs. */
    static List<String> awaitRunning(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        if (line == null) {
            throw new IllegalStateException("The process ended before it ran; see its messages above.");
        }
        return List.of(line.split(" "));
    }
}
