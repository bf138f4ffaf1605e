package io.turnstile.streams;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets state leave a period after its last change, on either clock. The index has one entry a key, which is left where it
 * stands when the state changes; when it is due it is compared with the last change, and moved. So a change does not
 * rewrite the index.
 */
public final class Retention {

    private final ArrivalIndex index;
    private final Duration period;
    private final Supplier<Arrival> now;

    /** @param now the task's clocks */
    public Retention(ArrivalIndex index, Duration period, Supplier<Arrival> now) {
        this.index = index;
        this.period = period;
        this.now = now;
    }

    /** State that is new. */
    public void begin(String key) {
        index.add(new ArrivalIndex.Entry(now.get(), key));
    }

    /**
     * Lets leave what is due, as far as the time budget goes.
     *
     * @param lastChange when a key's state last changed; null where it has none any more
     * @param leave removes a key's state
     */
    public void punctuate(Function<String, Arrival> lastChange, Consumer<String> leave) {
        Punctuation.run(index, this::isOver, entry -> {
            Arrival changed = lastChange.apply(entry.key());
            if (changed == null) {
                return;
            }
            if (isOver(changed)) {
                leave.accept(entry.key());
            } else {
                index.add(new ArrivalIndex.Entry(changed, entry.key()));
            }
        });
    }

    private boolean isOver(Arrival arrival) {
        return arrival.isOlder(period, now.get());
    }
}
