package io.turnstile.app;

/** What the process's exit code says. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;

    /** The work failed; the message says why. */
    public static final int FAILED = 1;

    /** The command line or the configuration cannot be used; nothing was done. */
    public static final int USAGE = 2;

    /** The work was done, and the judge is not good enough: its labels may not be marked released. */
    public static final int GATE_NOT_PASSED = 3;

    private ExitCode() {}
}
