package io.turnstile.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Runs inside the child process as a Java agent and ends it when the parent is gone, even if the parent was killed: the
 * system then closes the pipe that is the child's standard input.
 *
 * <p>It is public because the JVM must be able to call it, and it may use nothing but the JDK: it is the only class of
 * ours in the child.
 */
public final class ParentWatch {

    private static final long ORDERLY_EXIT_MILLIS = 5_000;

    private ParentWatch() {}

    /** What the child's JVM calls before its main method. */
    public static void premain(String arguments) {
        startDaemon("parent-watch", () -> {
            awaitEndOf(System.in);
            var exit = startDaemon("parent-gone", () -> System.exit(1));
            join(exit);
            Runtime.getRuntime().halt(1);
        });
    }

    /** Writes a jar that holds only this class, so that the child sees nothing else of our class path. */
    static Path writeAgent(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ParentWatch.class.getName());
        String entry = ParentWatch.class.getName().replace('.', '/') + ".class";
        try (InputStream code = ParentWatch.class.getResourceAsStream("/" + entry);
                OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
        return jar;
    }

    private static Thread startDaemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitEndOf(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end: nobody is at the other side.
            return;
        }
    }

    private static void join(Thread exit) {
        try {
            exit.join(ORDERLY_EXIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
