package io.turnstile.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Binds any text with Microsoft's own parser, in a Node process that lives as long as this. May be used by several
 * threads; they take turns. Its end of input ends the process, so it does not outlive this one.
 */
public final class NodeBinder implements Binder, AutoCloseable {

    /** The system property that names the folder with binder/bind.mjs and its node_modules. */
    public static final String HOME_PROPERTY = "turnstile.queries.home";

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private NodeBinder(Process process) {
        this.process = process;
        this.questions = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    /**
     * Starts Node.
     *
     * @param home the folder with binder/bind.mjs, tables.json and node_modules
     * @throws NoBinderException if Node or the folder is not there
     */
    public static NodeBinder start(Path home) {
        if (!Files.isDirectory(home.resolve("node_modules"))) {
            throw new NoBinderException("The folder " + home + " holds no node_modules with Microsoft's KQL parser."
                    + " Build the module queries, or run npm ci --ignore-scripts there.");
        }
        try {
            return new NodeBinder(new ProcessBuilder("node", "binder/bind.mjs", "serve", "tables.json")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new NoBinderException("Node could not be started: " + e.getMessage() + ". Install it.", e);
        }
    }

    /** Starts Node in the folder that {@link #HOME_PROPERTY} names. */
    public static NodeBinder fromSystemProperty() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new NoBinderException("System property " + HOME_PROPERTY + " is not set. Let it name the folder"
                    + " queries of a built checkout.");
        }
        return start(Path.of(home));
    }

    @Override
    public synchronized Binding bind(String kql) {
        try {
            questions.write(BindingJson.JSON.writeValueAsString(kql));
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new NoBinderException(
                        "The Node process that binds queries has ended. Its standard error says why.");
            }
            return BindingJson.read(answer.getBytes(UTF_8));
        } catch (IOException e) {
            throw new NoBinderException("The Node process that binds queries does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
