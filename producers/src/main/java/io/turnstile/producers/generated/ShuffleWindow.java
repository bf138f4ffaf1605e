package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reorders what another iterator yields: of a window of items, any may come next. */
final class ShuffleWindow<T> implements Iterator<T> {

    private final Iterator<T> source;
    private final int size;
    private final Draw draw;
    private final List<T> window;

    ShuffleWindow(Iterator<T> source, int size, Draw draw) {
        this.source = source;
        this.size = size;
        this.draw = draw;
        this.window = new ArrayList<>(size);
    }

    @Override
    public boolean hasNext() {
        return !window.isEmpty() || source.hasNext();
    }

    @Override
    public T next() {
        while (window.size() < size && source.hasNext()) {
            window.add(source.next());
        }
        if (window.isEmpty()) {
            throw new NoSuchElementException("All items have been taken.");
        }
        int last = window.size() - 1;
        int chosen = draw.between(0, last);
        T item = window.get(chosen);
        // Filling the hole with the last item costs no shifting.
        window.set(chosen, window.get(last));
        window.remove(last);
        return item;
    }
}
