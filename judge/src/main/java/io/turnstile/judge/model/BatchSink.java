package io.turnstile.judge.model;

import java.util.List;

/** Takes a batch's results. */
@FunctionalInterface
public interface BatchSink {

    /**
     * Takes a page of results and returns when they are safe. A page whose taking was cut short by a kill comes once
     * more, as it was.
     */
    void take(List<BatchResult> results);
}
