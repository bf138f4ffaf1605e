package io.turnstile.embedded.kql;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Values from a start to an end, which belongs to them, at equal distances. */
record Steps(Object from, Object to, Object step) {

    /** @param most more are left out */
    Stream<Object> values(long most) {
        if (from == null || to == null || step == null) {
            return Stream.empty();
        }
        if (from instanceof Instant || from instanceof Duration) {
            return step instanceof Duration ? times(most) : Stream.empty();
        }
        boolean isReal = from instanceof Double || step instanceof Double;
        return isReal ? reals(most) : wholes(most);
    }

    private static long ticks(Object time) {
        return time instanceof Instant instant ? Ticks.of(instant) : Ticks.of((Duration) time);
    }

    private Stream<Object> times(long most) {
        long start = ticks(from);
        long by = ticks(step);
        LongStream ticks = LongStream.range(0, Math.min(most, count(start, ticks(to), by)));
        return from instanceof Instant
                ? ticks.mapToObj(i -> Ticks.datetime(start + i * by))
                : ticks.mapToObj(i -> Ticks.timespan(start + i * by));
    }

    private Stream<Object> wholes(long most) {
        long start = Conversions.number(from);
        long by = Conversions.number(step);
        long end = to instanceof Double real ? (long) Math.floor(real) : Conversions.number(to);
        LongStream steps = LongStream.range(0, Math.min(most, count(start, end, by)));
        boolean isInt = from instanceof Integer;
        return steps.mapToObj(i -> isInt ? (Object) (int) (start + i * by) : (Object) (start + i * by));
    }

    private Stream<Object> reals(long most) {
        BigDecimal start = Conversions.decimal(from);
        BigDecimal by = Conversions.decimal(step);
        BigDecimal end = Conversions.decimal(to);
        if (start == null || by == null || end == null || by.signum() == 0) {
            return Stream.empty();
        }
        long last = end.subtract(start).divideToIntegralValue(by).longValue();
        boolean none = end.subtract(start).signum() * by.signum() < 0;
        return LongStream.range(0, none ? 0 : Math.min(most, last + 1))
                .mapToObj(i -> start.add(by.multiply(BigDecimal.valueOf(i))).doubleValue());
    }

    private static long count(long from, long to, long by) {
        boolean none = by == 0 || (by > 0 ? from > to : from < to);
        return none ? 0 : (to - from) / by + 1;
    }
}
