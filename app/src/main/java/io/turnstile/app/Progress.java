package io.turnstile.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how work goes, on standard error: on a terminal one line that is written over, else a line now and then, so that
 * a log stays readable.
 */
public final class Progress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    /** In characters: what is longer would wrap on a terminal, and not be written over. */
    static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean isTerminal = System.console() != null;
    private Instant lastLine = Instant.EPOCH;
    private boolean isLineOpen;

    public Progress(PrintWriter err) {
        this.err = err;
    }

    /** What is going on at present. */
    public synchronized void show(String text) {
        if (isTerminal) {
            err.printf("\r%-" + WIDTH + "s", text);
            isLineOpen = true;
        } else if (lastLine.plus(BETWEEN_LINES).isBefore(Instant.now())) {
            err.println(text);
            lastLine = Instant.now();
        }
        err.flush();
    }

    /** What has come to an end; it stays on its line. */
    public synchronized void end(String text) {
        err.printf((isLineOpen ? "\r%-" + WIDTH + "s%n" : "%s%n"), text);
        err.flush();
        isLineOpen = false;
        lastLine = Instant.now();
    }
}
