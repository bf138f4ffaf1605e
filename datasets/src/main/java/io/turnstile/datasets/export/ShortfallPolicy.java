package io.turnstile.datasets.export;

/** What is done where a class of a split has fewer turns than its quota. In no case is a turn taken twice. */
public enum ShortfallPolicy {
    /** The files are short, and say so. */
    REPORT,
    /** Reads on until there are enough. */
    WAIT,
    /** Takes the largest size at which the ratio holds in every split. */
    SHRINK,
    /** Writes nothing. */
    REFUSE
}
