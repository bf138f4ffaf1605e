package io.turnstile.datasets.export;

/** Who watches an export, and may end it. */
public interface ExportProgress {

    /** What is going on at present. */
    void show(String text);

    /** Whether to stop: what was read stays. */
    boolean isStopped();

    /** @throws ExportException if it is to stop */
    default void check() {
        if (isStopped()) {
            throw new ExportException(
                    ExportException.Reason.STOPPED,
                    "The export was stopped. The same command goes on where it stopped.");
        }
    }
}
