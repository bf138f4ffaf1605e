package io.turnstile.datasets.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * An axis of counts from 0.
 *
 * @param step between two marks: 1, 2 or 5 times a power of ten
 * @param end the last mark, at least the largest count
 */
record Scale(long step, long end) {

    private static final int MARKS = 5;

    /** The finest scale of at most five steps that reaches a count. */
    static Scale to(long largest) {
        long power = 1;
        while (true) {
            for (long digit : new long[] {1, 2, 5}) {
                long step = digit * power;
                if (step * MARKS >= largest) {
                    return new Scale(step, step * Math.max(1, (largest + step - 1) / step));
                }
            }
            power *= 10;
        }
    }

    List<Long> marks() {
        return LongStream.rangeClosed(0, end / step)
                .map(mark -> mark * step)
                .boxed()
                .toList();
    }

    /** Where a count stands on an axis of a length. */
    double place(long count, double length) {
        return length * count / end;
    }

    /** A count as it is shown. */
    static String text(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
