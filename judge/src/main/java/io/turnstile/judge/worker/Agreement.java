package io.turnstile.judge.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The share of a judge's latest probes that agree with their golden labels, against an alarm. */
final class Agreement {

    /** What a probe changed. */
    enum Crossing {
        /** The judge has begun to drift. */
        BELOW,
        /** It agrees well again. */
        RECOVERED
    }

    private final int window;
    private final double alarm;
    private final Deque<Boolean> latest = new ArrayDeque<>();
    private boolean isDrifting;

    Agreement(int window, double alarm) {
        this.window = window;
        this.alarm = alarm;
    }

    /** Empty where it stays on its side of the alarm, or there are fewer probes than the window takes. */
    synchronized Optional<Crossing> add(boolean agreed) {
        latest.addLast(agreed);
        if (latest.size() > window) {
            latest.removeFirst();
        }
        boolean isBelow = latest.size() == window && share() < alarm;
        if (isBelow == isDrifting) {
            return Optional.empty();
        }
        isDrifting = isBelow;
        return Optional.of(isBelow ? Crossing.BELOW : Crossing.RECOVERED);
    }

    /** 0 to 1; NaN before the first probe. */
    synchronized double share() {
        return (double) latest.stream().filter(agreed -> agreed).count() / latest.size();
    }

    synchronized boolean isDrifting() {
        return isDrifting;
    }
}
