package io.turnstile.producers;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** Yields what it is given. */
record ListSource(List<SourceItem> list) implements TelemetrySource {

    @Override
    public String kind() {
        return "list";
    }

    @Override
    public OptionalLong expectedRows() {
        return OptionalLong.of(list.size());
    }

    @Override
    public Iterator<SourceItem> items() {
        return list.iterator();
    }

    @Override
    public void close() {}
}
