package io.turnstile.producers.jsonl;

import io.turnstile.producers.MalformedReason;

/** What was read is no row. Never leaves the sources: they turn it into an item. */
public final class MalformedRowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final MalformedReason reason;

    /** @param detail for people; without content of the row */
    MalformedRowException(MalformedReason reason, String detail) {
        // Without a stack trace: a bad file has millions of these, and the place is in the item.
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why it is none. */
    public MalformedReason reason() {
        return reason;
    }
}
