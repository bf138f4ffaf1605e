package io.turnstile.judge.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands results on page by page, from where an earlier run left off. A page is as many answers as memory holds easily. */
final class BatchPages implements Consumer<BatchOutput.Line> {

    private static final int LINES = 500;

    private final int taken;
    private final Pages pages;
    private final List<BatchOutput.Line> page = new ArrayList<>();
    private int seen;

    /** Takes a page. */
    @FunctionalInterface
    interface Pages {
        /** @param seen how many results were read when the page was full, those of earlier runs among them */
        void take(List<BatchOutput.Line> page, int seen);
    }

    /** @param taken how many results were handed on earlier */
    BatchPages(int taken, Pages pages) {
        this.taken = taken;
        this.pages = pages;
    }

    @Override
    public void accept(BatchOutput.Line line) {
        if (seen++ >= taken) {
            page.add(line);
        }
        if (page.size() == LINES) {
            finish();
        }
    }

    /** Hands on what is left. */
    void finish() {
        if (!page.isEmpty()) {
            pages.take(List.copyOf(page), seen);
            page.clear();
        }
    }
}
