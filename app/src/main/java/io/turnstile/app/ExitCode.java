package io.turnstile.app;

/** What the process's exit code says. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;

    /** The work failed; the message says why. */
    public static final int FAILED = 1;

    /** The command line or the configuration cannot be used; nothing was done. */
    public static final int USAGE = 2;

    /** The judge is not good enough, or is not known to be: its labels may not be marked released. */
    public static final int GATE_NOT_PASSED = 3;

    /** There are fewer labelled turns than a plan asks for, and a short dataset was not wanted; nothing was written. */
    public static final int SHORT_OF_TURNS = 4;

    private ExitCode() {}
}
