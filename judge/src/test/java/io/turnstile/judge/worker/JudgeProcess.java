package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A JVM of its own that runs a worker with a {@link RemoteJudge}, until it is killed or its input ends. */
final class JudgeProcess {

    private JudgeProcess() {}

    /** @param arguments brokers, registry, prefix and group, the server's port, calls at a time */
    public static void main(String[] arguments) throws IOException {
        var cluster = new Cluster(arguments[0], arguments[1], Map.of());
        var topics = JudgeTopics.named(cluster, arguments[2]);
        var judge = new RemoteJudge(Integer.parseInt(arguments[3]));
        var configuration = Workers.configuration(arguments[2], 2, Integer.parseInt(arguments[4]), Workers.PATIENCE);
        try (var worker = Workers.worker(topics, configuration, judge)) {
            worker.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** @param temporary where it unpacks libraries, which it cannot delete when it is killed */
    static Process start(Cluster cluster, String prefix, int port, int concurrency, Path temporary) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        JudgeProcess.class.getName(),
                        cluster.bootstrapServers(),
                        cluster.registryUrl(),
                        prefix,
                        Integer.toString(port),
                        Integer.toString(concurrency)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
