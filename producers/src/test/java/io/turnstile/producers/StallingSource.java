package io.turnstile.producers;

import java.util.Iterator;
import java.util.List;

/** Yields what it is given, then runs something before it says whether there is more: there is not. */
record StallingSource(List<SourceItem> list, Runnable atEnd) implements TelemetrySource {

    @Override
    public String kind() {
        return "stalling";
    }

    @Override
    public Iterator<SourceItem> items() {
        var items = list.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!items.hasNext()) {
                    atEnd.run();
                }
                return items.hasNext();
            }

            @Override
            public SourceItem next() {
                return items.next();
            }
        };
    }

    @Override
    public void close() {}
}
