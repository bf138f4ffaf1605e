package io.turnstile.streams.balancing;

import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;

/** Counts what a cap holds back. */
record HeldCount(StageMetrics metrics, Capped reason) implements Groups.Held {

    @Override
    public void heldBack() {
        metrics.add(StageCount.CANDIDATES_CAPPED, reason.name());
    }

    @Override
    public void released() {
        metrics.add(StageCount.CANDIDATES_RELEASED, reason.name());
    }
}
